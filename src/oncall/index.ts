export { OncallModule } from './oncall.module.js';
export { AlertAcknowledged, AlertResolved, AlertTriggered } from './alerts/alerts.events.js';
export { Notices } from './notices/notices.js';
export { OnCall } from './on-call.js';
export { PageTrail, type SentPage } from './paging/page-trail.reads.js';
export { Paging } from './paging/paging.js';
