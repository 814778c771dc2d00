export { DoraModule } from './dora.module.js';
