import type { Schemas } from '../../api/client';

export const ALERT_SOURCES_PATH = '/api/v1/services/{service}/alert-sources';

export const ALERT_SOURCE_KINDS: Record<Schemas['AlertSourceView']['kind'], string> = {
  alertmanager: 'Alertmanager webhook',
  events_v2: 'PagerDuty Events API v2',
};
