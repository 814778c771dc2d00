export { OncallModule } from './oncall.module.js';
