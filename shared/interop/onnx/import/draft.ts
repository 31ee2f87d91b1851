import { LAYERS } from '../../../catalogue/layers';
import { defaultsOf } from '../../../catalogue/parameter';
import { PATH_SEPARATOR } from '../../../document/blocks';
import { MAX_EDGES, MAX_NAME_CHARACTERS, MAX_NODES } from '../../../document/limits';
import { Identifiers } from '../../../document/names';
import type { Parameters } from '../../../document/schema';
import type { WeightRecord } from '../../../telemetry/protocol';

/** A node before it has a place. */
export interface DraftNode {
  readonly id: string;
  readonly kind: string;
  name: string;
  parameters: Parameters;
  readonly sources: readonly string[];
  weightsOf?: string;
}

/** Thrown where a file has more layers than a project may hold; caught where reading began. */
export class TooManyNodes extends Error {}

/** Collects the nodes of the network that a file becomes, and their weights. */
export class NetworkDraft {
  readonly nodes = new Map<string, DraftNode>();
  weights: WeightRecord[] = [];
  private readonly identifiers = new Identifiers([]);
  private edges = 0;

  /** Adds a node; parameters that are not given have their defaults. `id` is a wish. */
  add(
    kind: string,
    parameters: Parameters,
    sources: readonly string[],
    wish: { readonly id?: string; readonly name?: string; readonly weightsOf?: string } = {},
  ): DraftNode {
    this.edges += sources.length;
    if (this.nodes.size >= MAX_NODES || this.edges > MAX_EDGES) throw new TooManyNodes();
    const wanted = wish.id?.replaceAll(PATH_SEPARATOR, '-').slice(0, MAX_NAME_CHARACTERS);
    const id = wanted && !this.nodes.has(wanted) ? wanted : this.identifiers.next(kind);
    this.identifiers.claim(id);
    const definition = LAYERS.find(kind);
    const node: DraftNode = {
      id,
      kind,
      name: (wish.name ?? id).slice(0, MAX_NAME_CHARACTERS),
      parameters: { ...(definition && defaultsOf(definition.parameters)), ...parameters },
      sources,
      ...(wish.weightsOf === undefined ? {} : { weightsOf: wish.weightsOf }),
    };
    this.nodes.set(id, node);
    return node;
  }

  /** Nodes that some other node takes. */
  isTaken(id: string): boolean {
    return [...this.nodes.values()].some(({ sources }) => sources.includes(id));
  }

  /** Lets a node take another's weights where they are the same numbers as its own, which are then not kept. */
  share(node: DraftNode, owner: string): void {
    const own = this.weights.filter((one) => one.node === node.id);
    const isSame = own.every(({ name, values }) => {
      const other = this.weights.find((one) => one.node === owner && one.name === name);
      return (
        other?.values.length === values.length &&
        values.every((value, index) => Object.is(value, other.values[index]))
      );
    });
    if (!isSame) return;
    this.weights = this.weights.filter((one) => one.node !== node.id);
    node.weightsOf = owner;
  }

  weight(node: string, name: string, shape: readonly number[], values: Float32Array): void {
    this.weights.push({ node, name, shape: [...shape], values });
  }
}
