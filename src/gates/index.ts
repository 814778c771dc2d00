export { GatesModule } from './gates.module.js';
