import { defineEvent } from '../../platform/index.js';
import type { AlertSeverity } from '../domain/alert.js';

export const AlertTriggered = defineEvent<{
  alert: string;
  service: string;
  /** The environment that the alert's source watches, where that is said. */
  environment?: string | null;
  title: string;
  severity: AlertSeverity;
  triggeredAt: string;
  /** Whether an incident is to be declared for it. */
  declare: boolean;
  /** The run of a drill that it belongs to. */
  drillRun?: string | null;
}>('oncall.alert-triggered');

export const AlertAcknowledged = defineEvent<{ alert: string; by: string | null; at: string }>(
  'oncall.alert-acknowledged',
);

export const AlertResolved = defineEvent<{ alert: string; at: string }>('oncall.alert-resolved');
