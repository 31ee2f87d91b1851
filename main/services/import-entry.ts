import { parentPort, workerData } from 'node:worker_threads';
import { type ImportTask, readIncoming } from './import-task';

/** The thread that reads another tool's file, and tells what it came to. */
parentPort?.postMessage(await readIncoming(workerData as ImportTask));
