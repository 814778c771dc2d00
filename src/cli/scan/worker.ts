import { parentPort, workerData } from 'node:worker_threads';
import { scanPart } from './tree.js';

parentPort?.postMessage(scanPart(workerData));
