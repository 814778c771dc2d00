export { DoraModule } from './dora.module.js';
export { DoraBucket } from './dora.contract.js';
export { DoraOverview, type Measured, type Overview } from './numbers/overview.reads.js';
export { DoraReads, type Outcome, type RecoveryOutcome } from './dora.reads.js';
export type { DoraNumbers } from './domain/numbers.js';
export { WindowReads, type Scope, type WindowData } from './window-data.js';
