export { DoraModule } from './dora.module.js';
export { DoraReads, type Outcome, type RecoveryOutcome } from './dora.reads.js';
export type { DoraNumbers } from './domain/numbers.js';
export { WindowReads, type Scope, type WindowData } from './window-data.js';
