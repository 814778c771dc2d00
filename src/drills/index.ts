export { CHECK_IDS, allPassed, unknownChecks, verify } from './domain/checks/checks.js';
export type { CheckResult, EvidenceLink } from './domain/checks/check.js';
export { DrillsModule } from './drills.module.js';
export { selfTest, type SelfTested } from './domain/checks/controls.js';
export type * from './domain/evidence.js';
export { parseScenario, type ScenarioFault } from './domain/parse-scenario.js';
export type * from './domain/scenario.js';
export { SCENARIO_SCHEMA } from './domain/scenario-schema.js';
