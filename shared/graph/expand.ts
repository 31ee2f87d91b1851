import {
  BLOCK,
  BLOCK_INPUT,
  BLOCK_OUTPUT,
  definitionOf,
  inputsOf,
  isStructural,
  PATH_SEPARATOR,
} from '../document/blocks';
import { sameJson } from '../document/edits';
import { MAX_BLOCK_DEPTH, MAX_EDGES, MAX_NODES } from '../document/limits';
import type {
  BlockDefinition,
  Network,
  NetworkEdge,
  NetworkNode,
  Parameters,
  ProjectDocument,
} from '../document/schema';
import { rootOwner, withOwner } from '../document/sharing';
import { type Problem, type ProblemSeed, problemAt } from '../text/problems';
import type { Text } from '../text/text';
import { sizeOfBlock, sizeOfNetwork } from './block-sizes';
import { nameOfNode } from './name-of-node';

/** An instance of a block, expanded. */
export interface ExpandedBlock {
  /** Under its path, with the name that says it. */
  readonly node: NetworkNode;
  readonly definition: BlockDefinition;
  /** Ids of the plain network: what feeds its inputs, what gives its output, and all that lies inside. */
  readonly sources: readonly string[];
  readonly output: string | null;
  readonly inside: readonly string[];
}

/** An input or output of an expanded block, with what comes in there. */
export interface ExpandedPort {
  readonly node: NetworkNode;
  readonly source: string | null;
}

/** A document whose blocks are expanded to a plain network, and where to find in it what was drawn. */
export interface Expansion {
  /** Ids are paths: `block-1/dense-2`. The very document where it has no blocks. */
  readonly document: ProjectDocument;
  /** By path, outer ones first. */
  readonly blocks: ReadonlyMap<string, ExpandedBlock>;
  readonly ports: ReadonlyMap<string, ExpandedPort>;
  /** Connections that end at a block or a port, by path, with what flows there; the plain network has none of them. */
  readonly edges: ReadonlyMap<string, string | null>;
  readonly problems: readonly Problem[];
}

/** A network of the document at one place: the document's own, or that of an instance. */
interface Level {
  readonly parent: Level | null;
  /** The instance in the parent's network, as drawn there. */
  readonly instance: NetworkNode | null;
  readonly definition: BlockDefinition | null;
  readonly network: Network;
  readonly prefix: string;
  readonly namePrefix: string;
  readonly nodes: ReadonlyMap<string, NetworkNode>;
  readonly incoming: ReadonlyMap<string, readonly NetworkEdge[]>;
  readonly children: Map<string, Level>;
  /** Path of the instance whose weights the whole level takes; null where they are its own. */
  readonly weightsOf: string | null;
}

interface Index {
  readonly nodes: ReadonlyMap<string, NetworkNode>;
  readonly incoming: ReadonlyMap<string, readonly NetworkEdge[]>;
}

const indices = new WeakMap<Network, Index>();

function indexOf(network: Network): Index {
  const known = indices.get(network);
  if (known) return known;
  const incoming = new Map<string, NetworkEdge[]>();
  for (const edge of network.edges) {
    const list = incoming.get(edge.target);
    if (list) list.push(edge);
    else incoming.set(edge.target, [edge]);
  }
  const made = { nodes: new Map(network.nodes.map((node) => [node.id, node])), incoming };
  indices.set(network, made);
  return made;
}

interface Flat {
  readonly name: string;
  readonly parameters: Parameters;
  readonly weightsOf: string | null;
  readonly node: NetworkNode;
}

/** Plain nodes by the node drawn and their path: analyses are kept per node, so that what did not change must not be made anew. */
const flatNodes = new WeakMap<NetworkNode, Map<string, Flat>>();

function flatNode(
  drawn: NetworkNode,
  path: string,
  name: string,
  parameters: Parameters,
  weightsOf: string | null,
): NetworkNode {
  const byPath = flatNodes.get(drawn) ?? new Map<string, Flat>();
  flatNodes.set(drawn, byPath);
  const known = byPath.get(path);
  const holds =
    known &&
    known.name === name &&
    known.weightsOf === weightsOf &&
    sameJson(known.parameters, parameters);
  if (holds) return known.node;
  const node = withOwner({ ...drawn, id: path, name, parameters }, weightsOf);
  byPath.set(path, { name, parameters, weightsOf, node });
  return node;
}

/** What an instance sets of the parameters of a node inside; later settings win. */
function overridesFor(level: Level, id: string): Parameters {
  const { definition, instance } = level;
  const found: Record<string, Parameters[string]> = {};
  for (const { name, targets } of definition?.settings ?? []) {
    if (!instance || !Object.hasOwn(instance.parameters, name)) continue;
    for (const { node, parameter } of targets) {
      if (node === id) found[parameter] = instance.parameters[name];
    }
  }
  return found;
}

class Expander {
  readonly nodes: NetworkNode[] = [];
  readonly edges: NetworkEdge[] = [];
  readonly levels: Level[] = [];
  readonly blocks = new Map<string, ExpandedBlock>();
  readonly ports = new Map<string, ExpandedPort>();
  readonly otherEdges = new Map<string, string | null>();
  readonly problems: Problem[] = [];
  private readonly resolved = new Map<string, string | null>();
  /** Ids of plain nodes inside of each level, by its prefix. */
  private readonly inside = new Map<string, string[]>();

  constructor(
    private readonly document: ProjectDocument,
    /** False where the whole would be too large: blocks then stay as they are drawn. */
    private readonly opens: boolean,
  ) {}

  run(): void {
    this.enter(null, null, null, this.document.network, null);
    for (const level of this.levels) this.connect(level);
    for (const level of this.levels) this.describe(level);
  }

  /** Takes over the nodes of a network; where it has blocks, those of theirs in their place. */
  private enter(
    parent: Level | null,
    instance: NetworkNode | null,
    definition: BlockDefinition | null,
    network: Network,
    weightsOf: string | null,
  ): void {
    const level: Level = {
      parent,
      instance,
      definition,
      network,
      prefix: parent && instance ? `${parent.prefix}${instance.id}${PATH_SEPARATOR}` : '',
      namePrefix:
        parent && instance ? `${parent.namePrefix}${nameOfNode(instance)} ${PATH_SEPARATOR} ` : '',
      ...indexOf(network),
      children: new Map(),
      weightsOf,
    };
    this.levels.push(level);
    this.inside.set(level.prefix, []);
    if (parent && instance) parent.children.set(instance.id, level);
    for (const drawn of network.nodes) this.take(level, drawn);
  }

  private take(level: Level, drawn: NetworkNode): void {
    const node = this.flat(level, drawn);
    if (drawn.kind === BLOCK) {
      const definition = this.opens ? this.expandable(node) : null;
      if (definition) {
        this.enter(
          level,
          { ...node, id: drawn.id, name: drawn.name },
          definition,
          definition.network,
          this.ownerOf(level, drawn, node),
        );
        return;
      }
    } else if (isStructural(drawn)) {
      if (level.parent) return;
      const values = { node: nameOfNode(node) };
      this.say({ kind: 'block-port-outside', values }, node.id);
    }
    this.keep(level, node);
  }

  private keep(level: Level, node: NetworkNode): void {
    this.nodes.push(node);
    for (let each: Level | null = level; each; each = each.parent) {
      this.inside.get(each.prefix)?.push(node.id);
    }
  }

  private flat(level: Level, drawn: NetworkNode): NetworkNode {
    if (!level.parent) return drawn;
    const { weightsOf } = drawn;
    // A node's own mention counts first; the owner that it leads to may be that of the whole instance.
    const inherited =
      level.weightsOf === null ? null : `${level.weightsOf}${PATH_SEPARATOR}${drawn.id}`;
    return flatNode(
      drawn,
      level.prefix + drawn.id,
      level.namePrefix + nameOfNode(drawn),
      { ...drawn.parameters, ...overridesFor(level, drawn.id) },
      weightsOf === undefined ? inherited : level.prefix + weightsOf,
    );
  }

  private expandable(node: NetworkNode): BlockDefinition | null {
    const size = sizeOfBlock(this.document.blocks, node.block);
    const definition = definitionOf(this.document.blocks, node);
    if (typeof size !== 'string' && definition) return definition;
    const reason = typeof size === 'string' ? size : 'unknown';
    const block = definition?.name ?? node.block ?? '';
    const values = { node: nameOfNode(node), block, limit: MAX_BLOCK_DEPTH };
    this.say({ kind: `block-${reason}`, values }, node.id);
    return null;
  }

  /** The path of the instance whose weights this one takes: of one that stands beside it, else as its whole level does. */
  private ownerOf(level: Level, drawn: NetworkNode, node: NetworkNode): string | null {
    if (drawn.weightsOf === undefined) return node.weightsOf ?? null;
    const root = rootOwner(level.nodes, drawn.id);
    const values = { node: nameOfNode(node) };
    if (typeof root === 'string') {
      this.say({ kind: `shared-weights-${root}`, values }, node.id);
      return null;
    }
    if (root.kind !== BLOCK || root.block !== drawn.block) {
      const owner = level.namePrefix + nameOfNode(root);
      this.say({ kind: 'block-weights', values: { ...values, owner } }, node.id);
      return null;
    }
    return level.prefix + root.id;
  }

  private connect(level: Level): void {
    for (const edge of level.network.edges) {
      const path = level.prefix + edge.id;
      const target = level.nodes.get(edge.target);
      const source = level.nodes.has(edge.source)
        ? this.resolve(level, edge.source)
        : level.prefix + edge.source;
      const isInner = target && (level.children.has(target.id) || this.isPort(level, target));
      if (isInner || source === null) this.otherEdges.set(path, source);
      else if (level.parent || source !== edge.source) {
        this.edges.push({ ...edge, id: path, source, target: level.prefix + edge.target });
      } else this.edges.push(edge);
    }
  }

  private isPort(level: Level, { kind }: NetworkNode): boolean {
    return level.parent !== null && (kind === BLOCK_INPUT || kind === BLOCK_OUTPUT);
  }

  /** The plain node whose output a drawn node gives: through blocks inwards, through their inputs outwards. */
  private resolve(level: Level, id: string): string | null {
    const path = level.prefix + id;
    const known = this.resolved.get(path);
    if (known !== undefined) return known;
    // Blocks that only pass on could lead in a circle; nothing flows there.
    this.resolved.set(path, null);
    const found = this.follow(level, id);
    this.resolved.set(path, found);
    return found;
  }

  private follow(level: Level, id: string): string | null {
    const node = level.nodes.get(id);
    const child = level.children.get(id);
    if (child) {
      const port = child.network.nodes.find(({ kind }) => kind === BLOCK_OUTPUT);
      const edge = port && child.incoming.get(port.id)?.[0];
      return edge && child.nodes.has(edge.source) ? this.resolve(child, edge.source) : null;
    }
    if (!node || !this.isPort(level, node)) return level.prefix + id;
    const { parent, instance } = level;
    if (!parent || !instance) return null;
    const position = inputsOf(level.network).indexOf(node);
    const edge = parent.incoming.get(instance.id)?.[position];
    if (edge && parent.nodes.has(edge.source)) return this.resolve(parent, edge.source);
    // An input that nothing feeds stays, of unknown shape: the instance says so, and not each layer behind it.
    if (node.kind === BLOCK_INPUT) this.nodes.push(this.flat(level, node));
    return node.kind === BLOCK_INPUT ? level.prefix + id : null;
  }

  /** What an instance and its ends mean, and what is wrong with them. */
  private describe(level: Level): void {
    const { parent, instance, definition, network } = level;
    if (!parent || !instance || !definition) return;
    const path = parent.prefix + instance.id;
    const node = { ...instance, id: path, name: parent.namePrefix + nameOfNode(instance) };
    const incoming = parent.incoming.get(instance.id) ?? [];
    const sources = incoming.map(({ source }) => this.resolve(parent, source));
    this.blocks.set(path, {
      node,
      definition,
      sources: sources.filter((source) => source !== null),
      output: this.resolve(parent, instance.id),
      inside: this.inside.get(level.prefix) ?? [],
    });
    for (const port of network.nodes) {
      if (!this.isPort(level, port)) continue;
      const edge = level.incoming.get(port.id)?.[0];
      const fed = port.kind === BLOCK_INPUT ? port.id : edge?.source;
      const source = fed === undefined ? null : this.resolve(level, fed);
      this.ports.set(level.prefix + port.id, { node: this.flat(level, port), source });
    }
    const inputs = inputsOf(network).length;
    const outputs = network.nodes.filter(({ kind }) => kind === BLOCK_OUTPUT);
    const connected = outputs.filter(({ id }) => level.incoming.get(id)?.length === 1).length;
    const values = { node: node.name, block: definition.name };
    if (incoming.length !== inputs) {
      this.say(
        { kind: 'block-inputs', values: { ...values, inputs, count: incoming.length } },
        path,
      );
    }
    if (outputs.length !== 1 || connected !== 1) {
      const count = outputs.length === 1 ? connected : outputs.length;
      this.say({ kind: 'block-outputs', values: { ...values, count } }, path);
    }
  }

  private say(seed: ProblemSeed, node: string): void {
    this.problems.push(problemAt(seed, { node }));
  }
}

const NODES: Text = { en: 'layers', zh: '层' };
const EDGES: Text = { en: 'connections', zh: '连接' };

/** What keeps the whole from being built, by its figures. */
function tooLarge({ network, blocks }: ProjectDocument): ProblemSeed | null {
  const { nodes, edges } = sizeOfNetwork(blocks, network);
  if (nodes > MAX_NODES) {
    return { kind: 'blocks-too-large', values: { count: nodes, what: NODES, limit: MAX_NODES } };
  }
  if (edges > MAX_EDGES) {
    return { kind: 'blocks-too-large', values: { count: edges, what: EDGES, limit: MAX_EDGES } };
  }
  return null;
}

/**
 * The plain network that a document means: each instance of a block replaced by the nodes of its definition under
 * path ids, with the settings of the instance, at any depth. Pure; limits are checked on figures before anything is
 * built, and what cannot be expanded stays as it is drawn and is said. Plain nodes keep their identity while what
 * they are made from does.
 */
export function expand(document: ProjectDocument): Expansion {
  if (!document.network.nodes.some(isStructural)) {
    return { document, blocks: new Map(), ports: new Map(), edges: new Map(), problems: [] };
  }
  const fault = tooLarge(document);
  const expander = new Expander(document, fault === null);
  expander.run();
  const { nodes, edges, blocks, ports, otherEdges, problems } = expander;
  return {
    document: { ...document, network: { nodes, edges, comments: [] } },
    blocks,
    ports,
    edges: otherEdges,
    problems: fault ? [problemAt(fault, { settings: 'network' }), ...problems] : problems,
  };
}
