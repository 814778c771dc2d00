import 'reflect-metadata';
import { runApi } from './process.js';

await runApi(process.argv[2] === 'api' ? { api: true, worker: false } : { api: true, worker: true });
