export { CHECK_IDS, allPassed, unknownChecks, verify } from './domain/checks/checks.js';
export type { CheckResult, EvidenceLink } from './domain/checks/check.js';
export type { Evidence } from './domain/evidence.js';
export type { Scenario } from './domain/scenario.js';
