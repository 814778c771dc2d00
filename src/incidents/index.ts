export { IncidentsModule } from './incidents.module.js';
export { Incidents } from './incidents.service.js';
export { IncidentChanged, type IncidentChange } from './incidents.events.js';
export { IncidentReads, type Remedy, type TimelineLine } from './incidents.reads.js';
export {
  MODES,
  SEVERITIES,
  STATES,
  type Cause,
  type Incident,
  type Mitigation,
  type State,
} from './domain/incident.js';
