import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { decodeMessage, encodeMessage } from '../../shared/wire';
import type { Services } from '../services/services';

const callFrameSchema = z.object({
  type: z.literal('call'),
  id: z.int(),
  name: z.string().max(100),
  input: z.unknown(),
});

/** A page that reads too slowly must not make the host keep everything: telemetry is left out above this. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024;
/** Bytes that follow no rule three times in a row: not our page. */
const MAX_BAD_FRAMES = 3;

/** Serves one window over its socket: answers its calls, passes streams on, and tells services when it is gone. */
export function serveSocket(socket: WebSocket, services: Services): void {
  const client = randomUUID();
  let badFrames = 0;

  const send = (frame: unknown): void => {
    if (socket.readyState === socket.OPEN) socket.send(encodeMessage(frame));
  };

  const stopListening = services.onEvent((name, event) => {
    if (name === 'training.telemetry' && socket.bufferedAmount > MAX_BUFFERED_BYTES) return;
    send({ type: 'event', name, event });
  }, client);

  socket.on('message', (data, isBinary) => {
    const bytes = data as Buffer;
    const frame = isBinary ? parseFrame(bytes) : null;
    if (!frame) {
      badFrames += 1;
      if (badFrames >= MAX_BAD_FRAMES) socket.close(1007, 'not a message of this app');
      return;
    }
    badFrames = 0;
    void services
      .answer(frame.name, frame.input, bytes.byteLength, client)
      .then((answer) => send({ id: frame.id, ...answer }));
  });

  socket.on('close', () => {
    stopListening();
    services.clientGone(client);
  });
  // `close` follows; without a listener the error would end the host.
  socket.on('error', () => undefined);
}

function parseFrame(bytes: Buffer): z.infer<typeof callFrameSchema> | null {
  try {
    const parsed = callFrameSchema.safeParse(decodeMessage(bytes));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
