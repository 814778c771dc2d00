export { FlagsModule } from './flags.module.js';
export { FlagFlipped, type FlipPayload } from './flags.events.js';
export { ExposureReads, type EnvironmentUsage, type ExposureCount } from './exposure/exposure.reads.js';
export { FlagReads, type CodeReferences, type FlagState, type Flip, type InventoryFlag } from './flags.reads.js';
export { KillSwitchView } from './inventory/flags.contract.js';
export type { Flag, FlagEnvironment, FlagKind, FlagOwner, FlagStage } from './domain/flag.js';
export { USAGE_DAYS, USAGE_STATES, usageOf, type UsageFacts, type UsageState } from './domain/usage.js';
export { DEBT_RULES, type DebtRule } from './domain/debt.js';
export { mayKill } from './lifecycle/may-kill.js';
