export { can, CurrentActor, SYSTEM_ACTOR, type Actor } from './actor.js';
export { Audit, type AuditEntry } from './audit.js';
export { Belief } from './belief.js';
export { Entitlements } from './entitlements.js';
export { Contact, PersonView } from './identity.contract.js';
export { PersonChanged } from './identity.events.js';
export { notPermitted } from './identity.errors.js';
export { IdentityModule } from './identity.module.js';
export { Integrations, type Integration } from './integrations/integrations.js';
export { IntegrationView } from './integrations/integrations.contract.js';
export { People } from './people.js';
export { FirstAdminService } from './sessions/first-admin.service.js';
export { Tickets } from './tickets.js';
export { TokenAuth } from './token-auth.js';
// The marks of a route's access stand in the platform; whoever uses them thinks of identity.
export { Auth, Public, type Permission } from '../platform/index.js';
