import { parentPort, workerData } from 'node:worker_threads';
import { IMPORTERS } from '../../shared/interop/importers';
import type { ImportTask } from './import-task';

/** The thread that reads another tool's file, and tells what it came to. */
const { kind, files, onto } = workerData as ImportTask;
const importer = IMPORTERS.find((one) => one.kind === kind);
if (!importer) throw new Error(`no importer of kind ${kind}`);
parentPort?.postMessage(await importer.read(files, onto));
