import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TrainerCommand, TrainerEvent } from '../../shared/telemetry/protocol';
import type { Text } from '../../shared/text/text';

/** A running trainer, whatever carries it. */
export interface TrainerProcess {
  send(command: TrainerCommand): void;
  onEvent(receive: (event: TrainerEvent) => void): void;
  /** `reason` says how it ended, in the operating system's words. */
  onExit(receive: (reason: TrainerExit) => void): void;
  kill(): void;
}

export interface TrainerExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last lines that it wrote to standard error. */
  readonly lastWords: string;
  /** Why it ended, where that is known in words. */
  readonly text?: Text;
}

export type TrainerLauncher = () => TrainerProcess;

const LAST_WORDS_CHARACTERS = 4_000;

/** The folder of tfjs's WebAssembly files, as the trainer needs it. */
export function findWasmPath(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));
}

/** Where the build puts the trainer: beside the program itself, or one folder up from a shared chunk. */
export function trainerFile(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  return folder.endsWith('chunks')
    ? join(folder, '..', 'trainer.mjs')
    : join(folder, 'trainer.mjs');
}

/** A nice value: a third of a window's share where both want a core, so that training goes on on a busy machine. */
const PRIORITY = 5;

/**
 * On Linux the scheduler may share processor time between sessions (sched(7), "The autogroup feature"), and a
 * process's priority then counts within its session alone. A trainer in a session of its own, with the session's
 * priority lowered too, gives way to a browser that was started elsewhere.
 */
const OWN_SESSION = process.platform === 'linux';

/** Lets windows go first where cores are few: a page that waits for the trainer's time slice stutters. */
function giveWay(pid: number): void {
  try {
    setPriority(pid, PRIORITY);
    if (OWN_SESSION) writeFileSync(`/proc/${pid}/autogroup`, String(PRIORITY));
  } catch {
    // Not allowed here, no autogroups, or gone already: training works at any priority.
  }
}

/**
 * Starts trainers as child processes of Node. Structured cloning, not JSON, so that telemetry and data cross as
 * bytes. `givesWay`: it works for long and in the background; one that a person waits for does not.
 */
export function processLauncher(file = trainerFile(), givesWay = true): TrainerLauncher {
  return () => {
    const child = fork(file, [], {
      serialization: 'advanced',
      detached: givesWay && OWN_SESSION,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-LAST_WORDS_CHARACTERS);
    });
    let ended: (exit: TrainerExit) => void = () => undefined;
    let spawned = false;
    child.once('spawn', () => {
      spawned = true;
      if (givesWay && child.pid !== undefined) giveWay(child.pid);
    });
    // A pipe that breaks while a message is written is also reported here; the exit that follows says why.
    child.on('error', (error) => {
      if (!spawned) ended({ code: null, signal: null, lastWords: error.message });
    });
    return {
      send: (command) => {
        if (child.connected) child.send(command);
      },
      onEvent: (receive) => child.on('message', (event) => receive(event as TrainerEvent)),
      onExit: (receive) => {
        ended = receive;
        // `close` comes after standard error is read to its end; `exit` may come before.
        child.once('close', (code, signal) => receive({ code, signal, lastWords }));
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
}
