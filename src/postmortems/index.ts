export { PostmortemsModule } from './postmortems.module.js';
export { BlockingChecks, type BlockingChecksRule, type BlockingVerdict } from './blocking-checks.js';
export { PostmortemReads } from './postmortem.reads.js';
export { ActionReads } from './actions/actions.reads.js';
