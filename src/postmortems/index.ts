export { PostmortemsModule } from './postmortems.module.js';
