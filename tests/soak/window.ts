import { join } from 'node:path';
import {
  addComment,
  addNode,
  removeElements,
  renameDocument,
  setTraining,
} from '../../shared/document/edits';
import type { ProjectDocument } from '../../shared/document/schema';
import { analyse } from '../../shared/graph/analyse';
import { HOST_CALLS, type HostCallName, type HostInput } from '../../shared/host';
import { LABS } from '../../shared/labs';
import { type ResumableStream, randomStream } from '../../shared/random/random-stream';
import type { SocketAnswer, SocketClient } from '../support/host-process';
import { argumentsFor, spoiled } from './arguments';
import type { Tally } from './tally';
import type { World } from './world';

/** Small networks on data that are made in a moment; among them some that fail. */
const STARTS = LABS.filter(({ id }) => ['V1', 'V2', 'S2', 'D1', 'R1'].includes(id));
const MOST_EPOCHS = 8;
const MOST_NODES = 40;

/** Calls that a person makes more often than others, and those that start processes less often. */
const WEIGHTS: Partial<Record<HostCallName, number>> = {
  'projects.save': 8,
  'drafts.write': 8,
  'training.control': 4,
  'training.start': 3,
  'sweeps.start': 0.5,
};

const TRAINING_CALLS = new Set<HostCallName>([
  'training.start',
  'training.measure',
  'sweeps.start',
  'projects.export',
  'data.preview',
]);

const NAMES = Object.keys(HOST_CALLS) as HostCallName[];
/** Of all calls, so many have arguments that their schema refuses, or a name that no call has. */
const SPOILED_SHARE = 0.12;
const MOST_RUNS = 3;

const pick = <Value>(random: ResumableStream, values: readonly Value[]): Value | undefined =>
  values.length === 0 ? undefined : values[random.below(values.length)];

/** An edit as a person makes them; some leave a network that cannot be trained. */
function edited(document: ProjectDocument, random: ResumableStream): ProjectDocument {
  const training = (change: Parameters<typeof setTraining>[1]) => setTraining(document, change);
  const edits: readonly (() => ProjectDocument)[] = [
    () => renameDocument(document, `net ${random.below(1_000)}`),
    () => training({ learningRate: 10 ** (-4 + 5 * random.uniform()) }),
    () => training({ epochs: 1 + random.below(MOST_EPOCHS) }),
    () => training({ seed: random.below(100), backend: random.uniform() < 0.1 ? 'cpu' : 'wasm' }),
    () =>
      addComment(document, {
        text: '为什么不学习？',
        position: { x: 0, y: 0 },
        size: { width: 200, height: 80 },
      }).document,
    () =>
      document.network.nodes.length > MOST_NODES
        ? document
        : addNode(document, { kind: 'dense', label: 'Dense', position: { x: 0, y: 900 } }).document,
    () => {
      const node = pick(random, document.network.nodes);
      const nodes = node && random.uniform() < 0.3 ? [node.id] : [];
      return removeElements(document, { nodes, edges: [], comments: [] });
    },
  ];
  return (pick(random, edits) as () => ProjectDocument)();
}

/** A page without the page: what a person does in one window, by a seeded stream of its own. */
export class SoakWindow {
  private readonly random: ResumableStream;
  private readonly draft: string;
  private document: ProjectDocument;
  private trainable: ProjectDocument;
  private next = 0;

  constructor(
    readonly index: number,
    private client: SocketClient,
    private readonly world: World,
    private readonly tally: Tally,
    seed: number,
  ) {
    this.random = randomStream(seed, `window ${index}`);
    this.draft = `draft-${index}`;
    this.trainable = this.opened();
    this.document = this.trainable;
  }

  /** The same person opens the window anew. */
  reopen(client: SocketClient): void {
    this.client = client;
    if (this.random.uniform() < 0.3) this.document = this.opened();
  }

  /** Cuts the connection, as a browser does that is closed; what was asked is not answered. */
  close(): void {
    this.client.socket.terminate();
  }

  /** Does the next thing: a call, and before it perhaps an edit. */
  async step(): Promise<void> {
    if (this.random.uniform() < 0.6) this.edit();
    this.world.hear(this.client.events);
    const name = this.chosen();
    const input = this.argumentsOf(name);
    if (!this.isFirstRound && this.random.uniform() < SPOILED_SHARE)
      return this.callWrongly(name, input);
    await this.call(name, input);
  }

  /** A call with the arguments that the schema of the call allows. */
  async call(name: HostCallName, input: unknown): Promise<SocketAnswer | null> {
    const end = this.entered(name, input);
    const answer = await this.client.call(name, input as HostInput<HostCallName>);
    end(answer === null ? 'unknown' : answer.ok ? 'done' : 'refused');
    this.tally.answered(name, answer);
    if (answer?.ok) this.world.learn(name, input, answer.value);
    return answer;
  }

  /** Arguments for a call: of this window's own work, of what the host told before, or anything that is allowed. */
  argumentsOf(name: HostCallName): unknown {
    const { random, world } = this;
    return argumentsFor(HOST_CALLS[name].input, random, (field) => {
      if (field === 'document') return this.documentFor(name);
      if (field === 'draft') return this.draft;
      return world.valueOf(field, name, random);
    });
  }

  /** Every call is made once as its schema allows it, whatever comes after. */
  private get isFirstRound(): boolean {
    return this.next <= NAMES.length;
  }

  private opened(): ProjectDocument {
    const lab = pick(this.random, STARTS) ?? LABS[0];
    const epochs = 1 + this.random.below(MOST_EPOCHS);
    this.trainable = setTraining(lab.document(), { epochs });
    return this.trainable;
  }

  private edit(): void {
    this.document = edited(this.document, this.random);
    if (analyse(this.document).trainable) this.trainable = this.document;
    // A person who has drawn nothing but broken networks for a while begins anew.
    else if (this.random.uniform() < 0.1) this.document = this.opened();
  }

  /** What is trained is what could be trained last, as a rule: else most runs would be refused and none would run. */
  private documentFor(name: HostCallName): ProjectDocument {
    const isTrained = TRAINING_CALLS.has(name) && this.random.uniform() < 0.9;
    return isTrained ? this.trainable : this.document;
  }

  /** Every call in turn first, so that a short soak makes each of them; then by weight. */
  private chosen(): HostCallName {
    const { random, world } = this;
    const name =
      this.next < NAMES.length
        ? NAMES[(this.next + this.index * 7) % NAMES.length]
        : weighted(random);
    this.next += 1;
    // As many as the machine trains at once; a person would wait as well.
    const isStart = name === 'training.start' || name === 'sweeps.start';
    return !this.isFirstRound && isStart && world.active.size >= MOST_RUNS
      ? 'training.control'
      : name;
  }

  private async callWrongly(name: HostCallName, input: unknown): Promise<void> {
    const wrong = spoiled(HOST_CALLS[name].input, input, this.random);
    if (wrong === null) {
      await this.call(name, input);
      return;
    }
    const isStranger = this.random.uniform() < 0.2;
    const called = isStranger ? (`${name}.nothing` as HostCallName) : name;
    const answer = await this.client.call(called, wrong as HostInput<HostCallName>);
    this.tally.refused(called, answer, isStranger ? 'unknown-call' : 'invalid-input');
  }

  /** Enters a write into the ledger that it belongs to. */
  private entered(
    name: HostCallName,
    input: unknown,
  ): (end: 'done' | 'refused' | 'unknown') => void {
    const { world } = this;
    const { handle, document, draft } = input as {
      handle?: string;
      document?: ProjectDocument;
      draft?: string;
    };
    if (name === 'projects.save' && handle && document) {
      const file = world.fileOf(handle);
      if (file !== null) return world.saves.begin(file, document);
    }
    const file = join(world.draftsFolder, `${draft}.draft.json`);
    if (name === 'drafts.write' && document) return world.drafts.begin(file, document);
    if (name === 'drafts.discard') {
      // Whether it was discarded or not, nobody relies on it any more.
      world.drafts.forget(file);
    }
    return () => undefined;
  }
}

const TOTAL = NAMES.reduce((sum, name) => sum + (WEIGHTS[name] ?? 1), 0);

function weighted(random: ResumableStream): HostCallName {
  let left = random.uniform() * TOTAL;
  for (const name of NAMES) {
    left -= WEIGHTS[name] ?? 1;
    if (left < 0) return name;
  }
  return NAMES[NAMES.length - 1];
}
