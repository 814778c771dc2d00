import 'reflect-metadata';
import { runWorker } from './process.js';

await runWorker();
