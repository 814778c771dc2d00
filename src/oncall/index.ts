import { defineEvent } from '../platform/index.js';

export { OncallModule } from './oncall.module.js';

export const AlertTriggered = defineEvent<{
  alert: string;
  service: string;
  title: string;
  severity: 'sev1' | 'sev2' | 'sev3' | 'sev4';
  triggeredAt: string;
  declare: boolean;
}>('oncall.alert-triggered');
export const AlertAcknowledged = defineEvent<{ alert: string; by: string | null; at: string }>(
  'oncall.alert-acknowledged',
);
export const AlertResolved = defineEvent<{ alert: string; at: string }>('oncall.alert-resolved');
export { OnCall, Paging } from './on-call.js';
