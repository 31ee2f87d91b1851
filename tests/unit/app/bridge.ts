import {
  HOST_CALLS,
  type HostCallName,
  type HostInput,
  type HostOutput,
} from '../../../shared/host';
import type { Text } from '../../../shared/text/text';

type Handlers = {
  [Name in HostCallName]?: (input: HostInput<Name>) => HostOutput<Name> | Promise<HostOutput<Name>>;
};

/** A refusal of the host, thrown by a handler. */
export class Refusal extends Error {
  constructor(readonly failure: { kind: string; text: Text }) {
    super(failure.kind);
  }
}

/**
 * Stands where the desktop's preload script stands, over handlers in memory; arguments are parsed by the contract's
 * schemas as a host does. Must be installed before `renderer/app/host/host.ts` is imported.
 */
export function installBridge(handlers: Handlers) {
  const calls: { readonly name: string; readonly input: unknown }[] = [];
  let receive: (name: string, event: unknown) => void = () => undefined;
  /** Places of dropped files that this host opens by itself. */
  const opens = new Set<string>();
  const bridge = {
    openFile: async ({ name }: File) => opens.has(name),
    async call(name: HostCallName, input: unknown) {
      const parsed = HOST_CALLS[name].input.parse(input);
      calls.push({ name, input: parsed });
      const handler = handlers[name] as ((input: unknown) => unknown) | undefined;
      if (!handler) throw new Error(`the test's host has no ${name}`);
      try {
        return { ok: true, value: await handler(parsed) };
      } catch (error) {
        if (error instanceof Refusal) return { ok: false, failure: error.failure };
        throw error;
      }
    },
    on(listener: typeof receive) {
      receive = listener;
    },
  };
  const target = new EventTarget();
  Object.assign(globalThis, {
    window: Object.assign(target, { vanishingPoint: bridge }),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    requestAnimationFrame: (draw: () => void) => setTimeout(draw, 0),
  });
  return {
    calls,
    opens,
    callsOf: (name: HostCallName) => calls.filter((call) => call.name === name),
    emit: (name: string, event: unknown) => receive(name, event),
    handlers,
  };
}
