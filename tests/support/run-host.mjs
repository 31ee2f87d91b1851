/** The server host as `npm start` runs it, without asking whether the build is fresh: the tests' setup saw to that. */
// Named at run time, because the types of what the build makes are nobody's to check.
const { serve, stopOnSignal } = await import(
  new URL('../../dist/main/server.mjs', import.meta.url).href
);
const server = await serve();
process.stdout.write(`${server.address}\n`);
stopOnSignal(server);
