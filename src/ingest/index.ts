export { IngestModule } from './ingest.module.js';
export {
  DeliveryFactsRecorded,
  FlipFactsRecorded,
  IncidentFactsRecorded,
  type DeliveryFacts,
} from './ingest.events.js';
export { FactsReads, type Change, type Check, type Deployment, type HandedFact, type Review } from './facts.reads.js';
export type { FlipFact, IncidentFact, RestoredBy, Severity } from './domain/facts.js';
