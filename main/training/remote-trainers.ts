import { randomUUID } from 'node:crypto';
import type { TrainerCommand, TrainerEvent } from '../../shared/telemetry/protocol';
import { fillText, type Text } from '../../shared/text/text';
import type { TrainerExit, TrainerLauncher, TrainerProcess } from './launcher';

const TEXTS = {
  windowGone: {
    en: 'The window in which the run trained was closed or lost its connection.',
    zh: '执行训练的窗口已关闭或断开连接。',
  },
  pageFailed: {
    en: 'The trainer in the window met an error: {{reason}}.',
    zh: '窗口中的训练程序出错：{{reason}}。',
  },
} as const satisfies Record<string, Text>;

/** How trainers in windows are spoken to. */
export interface WindowLine {
  send(window: string, trainer: string, command: TrainerCommand): void;
  kill(window: string, trainer: string): void;
}

interface RemoteTrainer {
  readonly window: string;
  receive(event: TrainerEvent): void;
  exit(exit: TrainerExit): void;
}

const exitBecause = (text: Text): TrainerExit => ({
  code: null,
  signal: null,
  lastWords: text.en,
  text,
});

/**
 * Trainers that run in windows, where the graphics device is; the supervisor owns them like any other. Whatever a
 * window says of a trainer that is not its own is not heard.
 */
export class RemoteTrainers {
  private readonly trainers = new Map<string, RemoteTrainer>();

  constructor(private readonly line: WindowLine) {}

  launcher(window: string): TrainerLauncher {
    return () => this.launch(window);
  }

  /** False where this window has no such trainer (any more). */
  receive(window: string, trainer: string, event: TrainerEvent): boolean {
    const known = this.trainers.get(trainer);
    if (known?.window !== window) return false;
    known.receive(event);
    return true;
  }

  /** The window says that its trainer ended by itself. */
  ended(window: string, trainer: string, reason: string): void {
    const known = this.trainers.get(trainer);
    if (known?.window === window)
      this.end(trainer, exitBecause(fillText(TEXTS.pageFailed, { reason })));
  }

  windowGone(window: string): void {
    for (const [trainer, known] of this.trainers) {
      if (known.window === window) this.end(trainer, exitBecause(TEXTS.windowGone));
    }
  }

  private launch(window: string): TrainerProcess {
    const trainer = randomUUID();
    let receive: (event: TrainerEvent) => void = () => undefined;
    let exit: (exit: TrainerExit) => void = () => undefined;
    this.trainers.set(trainer, {
      window,
      receive: (event) => receive(event),
      exit: (how) => exit(how),
    });
    return {
      send: (command) => {
        if (this.trainers.has(trainer)) this.line.send(window, trainer, command);
      },
      onEvent: (next) => {
        receive = next;
      },
      onExit: (next) => {
        exit = next;
      },
      kill: () => {
        if (!this.trainers.has(trainer)) return;
        this.line.kill(window, trainer);
        this.end(trainer, { code: null, signal: 'SIGKILL', lastWords: '' });
      },
    };
  }

  private end(trainer: string, exit: TrainerExit): void {
    const known = this.trainers.get(trainer);
    this.trainers.delete(trainer);
    known?.exit(exit);
  }
}
