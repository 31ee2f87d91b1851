import {
  HOST_CALLS,
  HOST_STREAMS,
  type Host,
  type HostEvent,
  type HostStreamName,
} from '../../../shared/host';
import type { Transport } from './transport';

type Receive = (event: unknown) => void;

/** A typed host over a transport: results and events are parsed before the page believes them. */
export function createHost(transport: Transport): Host {
  const receivers = new Map<string, Set<Receive>>();

  transport.listen((name, event) => {
    const listening = receivers.get(name);
    if (!listening || !Object.hasOwn(HOST_STREAMS, name)) return;
    const parsed = HOST_STREAMS[name as HostStreamName].safeParse(event);
    if (!parsed.success) {
      console.error(`stream ${name}: event of the wrong form`, parsed.error);
      return;
    }
    for (const receive of listening) receive(parsed.data);
  });

  return {
    async call(name, input) {
      const output = await transport.request(name, input);
      // The table's entry for a generic name is a union that TypeScript cannot tie to the name's own output.
      return HOST_CALLS[name].output.parse(output) as never;
    },
    on(name, receive) {
      const listening = receivers.get(name) ?? new Set<Receive>();
      receivers.set(name, listening);
      const untyped: Receive = (event) => receive(event as HostEvent<typeof name>);
      listening.add(untyped);
      return () => listening.delete(untyped);
    },
  };
}
