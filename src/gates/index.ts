export { GatesModule } from './gates.module.js';
export { GateReads } from './gates.reads.js';
export { VerdictAnswer } from './verdicts.contract.js';
