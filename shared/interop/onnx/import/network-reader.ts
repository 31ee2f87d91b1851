import type { DataShape } from '../../../catalogue/dataset';
import { type Shape, sizeOf, type WeightSpec } from '../../../catalogue/layer';
import { LAYERS } from '../../../catalogue/layers';
import type { Choice, Parameters } from '../../../document/schema';
import { checkNode } from '../../../graph/check-node';
import type { Text } from '../../../text/text';
import { NetworkDraft } from './draft';
import type { FileGraph, FileOp } from './file-graph';
import {
  type Axis,
  type Fixed,
  type Known,
  type Meaning,
  meaningOf,
  naturalAxes,
  sameAxes,
} from './meaning';
import { noteText } from './notes';
import type { Size } from './sizes';

/** Numbers of a layer's weights by name, in the app's order. */
export type WeightValues = Readonly<Record<string, Float32Array>>;

const inverse = (order: readonly number[]): readonly number[] =>
  order.map((_, axis) => order.indexOf(axis));

/** Reads a file's graph operator by operator: what each value is in the app, and the network that comes of it. */
export class NetworkReader {
  readonly draft = new NetworkDraft();
  readonly notes: Text[] = [];
  /** Operators that an earlier one has taken along. */
  readonly taken = new Set<FileOp>();
  /** By node: its output in the app. */
  readonly shapes = new Map<string, Shape>();
  private readonly makers: ReadonlyMap<string, FileOp>;
  private readonly known = new Map<string, Known>();
  /** By node: the values that are its output. */
  private readonly names = new Map<string, string[]>();
  /** Nodes by the value of the file that they end with: they may still take an activation. */
  private readonly open = new Map<string, string>();

  constructor(
    readonly graph: FileGraph,
    readonly data: DataShape,
    /** The value that becomes the app's output. */
    readonly output: string,
  ) {
    this.makers = new Map(graph.ops.flatMap((op) => op.outputs.map((name) => [name, op] as const)));
    for (const [name, tensor] of graph.fixed) this.known.set(name, { type: 'fixed', ...tensor });
  }

  of(name: string): Known | null {
    return this.known.get(name) ?? null;
  }

  set(name: string | undefined, known: Known): void {
    if (!name) return;
    this.known.set(name, known);
    if (known.type !== 'layer') return;
    if (known.shape && !known.rowOf) this.shapes.set(known.node, known.shape);
    const names = this.names.get(known.node);
    if (names) names.push(name);
    else this.names.set(known.node, [name]);
  }

  /** The name of a value that is this output of a layer, axes included. */
  nameOf(node: string, axes: readonly Axis[]): string | null {
    const isSuch = (name: string): boolean => {
      const known = this.layer(name);
      return known?.rowOf === null && known.half === null && sameAxes(known.axes, axes);
    };
    return this.namesOf(node).find(isSuch) ?? null;
  }

  /** The names of all values that are the output of a layer, in whatever order of axes. */
  namesOf(node: string): readonly string[] {
    return this.names.get(node) ?? [];
  }

  fixed(name: string | undefined): Fixed | null {
    const known = name ? this.known.get(name) : undefined;
    return known?.type === 'fixed' ? known : null;
  }

  numbers(name: string | undefined): readonly number[] | null {
    const known = this.fixed(name);
    return known ? Array.from(known.values) : null;
  }

  /** Numbers and what is computed of the number of samples: a shape, most often. */
  sizes(name: string | undefined): readonly Size[] | null {
    const known = name ? this.known.get(name) : undefined;
    return known?.type === 'figures' ? known.values : this.numbers(name);
  }

  layer(name: string | undefined): Meaning | null {
    const known = name ? this.known.get(name) : undefined;
    return known?.type === 'layer' ? known : null;
  }

  /** The layer's output as the app has it: turned, and with its axes of length 1, where the file's is. */
  natural(given: Meaning): Meaning | null {
    if (!given.shape || given.half !== null || given.axes.includes('direction')) return null;
    if (given.rowOf) return this.flattened(given.rowOf);
    if (sameAxes(given.axes, naturalAxes(given.shape))) return given;
    const order = given.axes.filter((axis) => typeof axis === 'number');
    const turned = order[0] === 0 ? this.turned(given, order) : null;
    if (!turned || order.length === given.axes.length) return turned;
    if (given.axes[0] !== 0) return null;
    let next = 0;
    const shape = given.axes.slice(1).map((axis) => {
      if (axis === 'one') return 1;
      next += 1;
      return (turned.shape as Shape)[next - 1];
    });
    return this.add('reshape', { shape }, [turned], {});
  }

  /** The same with its channels where a convolution wants them; null where that cannot be had. */
  withAxes(given: Meaning, wanted: (shape: Shape) => readonly number[]): Meaning | null {
    if (!given.shape) return null;
    if (!given.rowOf && given.half === null && sameAxes(given.axes, wanted(given.shape)))
      return given;
    const natural = this.natural(given);
    if (!natural?.shape) return null;
    // What the file has first shall be the app's last.
    const to = inverse(wanted(natural.shape));
    if (sameAxes(to, naturalAxes(natural.shape))) return natural;
    const made = this.add('permute', { axes: to.slice(1) }, [natural], {});
    return made?.shape ? { ...made, axes: wanted(made.shape) } : null;
  }

  /** A row of all numbers in the order in which the file has them. */
  flattened(given: Meaning): Meaning | null {
    const natural = this.natural(given);
    if (!natural?.shape) return null;
    return natural.shape.length === 1 ? natural : this.add('flatten', {}, [natural], {});
  }

  private turned(given: Meaning, order: readonly number[]): Meaning | null {
    if (sameAxes(order, naturalAxes(given.shape as Shape)))
      return meaningOf(given.node, given.shape);
    const plain = meaningOf(given.node, given.shape);
    return this.add('permute', { axes: order.slice(1) }, [plain], {});
  }

  /**
   * Adds a layer behind others; null where the catalogue's own rules refuse its parameters, its shapes or its weights.
   */
  add(
    kind: string,
    parameters: Parameters,
    sources: readonly Meaning[],
    weights: WeightValues,
    options: { readonly name?: string; readonly id?: string; readonly weightsOf?: string } = {},
  ): Meaning | null {
    const planned = this.plan(
      kind,
      parameters,
      sources.map(({ shape }) => shape),
    );
    if (!planned) return null;
    const fits = planned.weights.every(
      ({ name, shape }) =>
        options.weightsOf !== undefined || weights[name]?.length === sizeOf(shape),
    );
    if (!fits) return null;
    const ids = sources.map(({ node }) => node);
    const node = this.draft.add(kind, parameters, ids, options);
    this.shapes.set(node.id, planned.shape);
    if (options.weightsOf === undefined) {
      for (const { name, shape } of planned.weights) {
        this.draft.weight(node.id, name, shape, weights[name]);
      }
    }
    return meaningOf(node.id, planned.shape);
  }

  /** A layer that treats every number alike: the axes of its input may stand in any order, and stay there. */
  elementwise(
    kind: string,
    parameters: Parameters,
    given: Meaning,
    weights: WeightValues = {},
  ): Meaning | null {
    if (given.half !== null) return null;
    const from = given.rowOf ?? given;
    const made = this.add(kind, parameters, [meaningOf(from.node, from.shape)], weights);
    if (!made) return null;
    const moved = { ...from, node: made.node };
    return given.rowOf ? { ...given, node: made.node, rowOf: moved } : moved;
  }

  /** What the catalogue says of a layer: its values, output and weights; null where it refuses them. */
  plan(kind: string, parameters: Parameters, shapes: readonly (Shape | null)[]) {
    const definition = LAYERS.find(kind);
    const inputs = shapes.filter((shape) => shape !== null);
    if (!definition || inputs.length < shapes.length) return null;
    const probe = { id: 'probe', kind, name: '', position: { x: 0, y: 0 }, parameters };
    const { values, activation, problems } = checkNode(probe);
    if (problems.length > 0) return null;
    const shape = definition.shape(inputs, values as never, { data: this.data });
    if (!shape.ok) return null;
    const own: readonly WeightSpec[] = definition.weights(inputs, values as never);
    const workspace = definition.workspace?.(inputs, shape.value, values as never) ?? 0;
    return { values, activation, shape: shape.value, weights: own, workspace };
  }

  /** Says which output of the file a layer is, and that an activation right behind it may become its own. */
  end(op: FileOp, made: Meaning, position = 0): true {
    this.set(op.outputs[position], made);
    this.open.set(op.outputs[position], made.node);
    return true;
  }

  /** The layer that ends with a value, where it has room for an activation. */
  openLayer(name: string) {
    const node = this.draft.nodes.get(this.open.get(name) ?? '');
    const isFree = name !== this.output;
    const own = node?.parameters.activation as Choice | undefined;
    if (!node || !isFree || own?.kind !== 'linear') return null;
    const parameter = LAYERS.find(node.kind)?.parameters.activation;
    const isStage = parameter?.type === 'choice' && !parameter.withinLayer;
    return isStage ? node : null;
  }

  /** A value as a layer's output: where it was understood only as a part of something larger, its operator's own. */
  asLayer(name: string): Meaning | null {
    const maker = this.isPart(name) ? this.makers.get(name) : undefined;
    if (maker) this.opaque(maker);
    return this.layer(name);
  }

  private isPart(name: string): boolean {
    const type = this.of(name)?.type;
    return type === 'cut' || type === 'scores';
  }

  /**
   * An operator that the app has no layer for stays in the network as what it is called, and so do those before it that
   * were understood only as parts of something larger.
   */
  opaque(op: FileOp): void {
    const waiting = [op];
    for (let last = waiting.at(-1); last; last = waiting.at(-1)) {
      const part = last.inputs.find((name) => this.isPart(name));
      const maker = part === undefined ? undefined : this.makers.get(part);
      if (maker) waiting.push(maker);
      else this.addOpaque(waiting.pop() as FileOp);
    }
  }

  private addOpaque(op: FileOp): void {
    const sources = op.inputs.flatMap((name) => {
      const known = this.of(name);
      if (known?.type === 'joined') return known.parts.map(({ node }) => node);
      return known?.type === 'layer' ? [known.node] : [];
    });
    const kind = `onnx.${op.operator}`.slice(0, 100);
    const node = this.draft.add(kind, {}, sources, { name: op.name || op.operator });
    this.notes.push(noteText('opaque', { name: node.name, operator: op.operator }));
    for (const name of op.outputs) {
      const declared = this.graph.declared.get(name)?.slice(1) ?? null;
      const isWhole = declared?.every((axis) => axis !== null && axis > 0) ?? false;
      this.set(name, meaningOf(node.id, isWhole ? (declared as Shape) : null));
    }
  }
}
