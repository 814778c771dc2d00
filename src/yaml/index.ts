export { linesOf, type Lines } from './lines.js';
