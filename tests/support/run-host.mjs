import { serve, stopOnSignal } from '../../dist/main/server.mjs';

/** The server host as `npm start` runs it, without asking whether the build is fresh: the tests' setup saw to that. */
const server = await serve();
process.stdout.write(`${server.address}\n`);
stopOnSignal(server);
