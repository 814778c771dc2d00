export { FlagsModule } from './flags.module.js';
