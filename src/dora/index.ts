export { DoraModule } from './dora.module.js';
export type { DoraNumbers } from './domain/numbers.js';
export { WindowReads, type Scope, type WindowData } from './window-data.js';
