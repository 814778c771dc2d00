import type { Permission } from '../../api/session';

/** What each permission lets a token do, in words. */
export const PERMISSIONS: readonly { value: Permission; meaning: string }[] = [
  { value: 'read', meaning: 'See everything but secrets.' },
  { value: 'facts:write', meaning: 'Send facts of changes, checks, deployments and incidents; replay receipts.' },
  { value: 'gates:evaluate', meaning: 'Ask guards, as CI does.' },
  { value: 'flags:evaluate', meaning: 'Evaluate the flags of one environment, as a service does.' },
  { value: 'flags:write', meaning: 'Create, change, flip and archive flags.' },
  { value: 'flags:kill', meaning: 'Turn flags off, and nothing else.' },
  { value: 'incidents:write', meaning: 'Declare and work on incidents, postmortems and actions; override a governor.' },
  { value: 'oncall:write', meaning: 'Change schedules and alert sources.' },
  { value: 'dora:write', meaning: 'Take snapshots, correct what an incident is linked to.' },
  { value: 'catalog:write', meaning: 'Change teams, services, people without roles, and merge policies.' },
  { value: 'admin', meaning: 'Everything, tokens and secrets too.' },
];
