export { Catalog } from './catalog.js';
export { Environment, Service, Team } from './catalog.contract.js';
export { unknownEnvironment, unknownService, unknownTeam } from './catalog.errors.js';
export { CatalogChanged } from './catalog.events.js';
export { CatalogModule } from './catalog.module.js';
