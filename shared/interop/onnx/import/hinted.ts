import { ACTIVATIONS } from '../../../catalogue/activations';
import { valuesOfChoice } from '../../../catalogue/catalogues';
import { inputColumns } from '../../../catalogue/feature-columns';
import { sizeOf, type WeightSpec } from '../../../catalogue/layer';
import { MAX_PARAMETERS } from '../../../document/limits';
import type { Choice } from '../../../document/schema';
import type { Layout } from '../../pytorch/layer';
import { routedShape, unrouted } from '../../route';
import { writeActivation } from '../activations';
import { layoutOf } from '../export';
import { permutationTo, type Value } from '../graph-writer';
import { type Hint, readHint } from '../hint';
import { LAYER_WRITERS } from '../layers';
import { layoutFor, type Part } from '../operations';
import type { DraftNode } from './draft';
import type { FileOp } from './file-graph';
import { Matcher } from './matcher';
import { channelsFirst, type Meaning, meaningOf, naturalAxes, sameAxes } from './meaning';
import type { NetworkReader } from './network-reader';

/** Ids in hints, and the nodes that they became. */
type Restored = Map<string, string>;

/** Reading of layers that the app itself has written: a hint is believed where its operators prove it. */
export class HintReader {
  readonly restored: Restored = new Map();
  /** What the Output was called. */
  output: Hint | null = null;

  private readonly sharing: (readonly [DraftNode, string])[] = [];

  constructor(
    private readonly reader: NetworkReader,
    private readonly features: string,
  ) {}

  /** Once all are read: nodes that shared weights do so again, whichever of them came first. */
  end(): void {
    for (const [node, hinted] of this.sharing) {
      const owner = this.restored.get(hinted);
      if (owner !== undefined) this.reader.draft.share(node, owner);
    }
  }

  /** Restores the layer that an operator begins; false where there is no hint, or the file differs from it. */
  read(op: FileOp): boolean {
    const hint = readHint(op.docString);
    const writer = hint && LAYER_WRITERS.get(hint.kind);
    if (!hint || !writer) return false;
    const inputs = hint.sources.map((id) => this.valueOf(id));
    if (inputs.some((one) => one === null)) return false;
    const known = inputs as readonly Value[];
    const planned = this.reader.plan(
      hint.kind,
      hint.parameters,
      known.map(({ shape }) => shape),
    );
    if (!planned || planned.workspace > MAX_PARAMETERS) return false;
    const { values, activation, shape } = planned;
    const layout = layoutOf(writer, known, shape);
    const gives = layoutFor(layout, shape);
    const columns = inputColumns(hint.kind, values, this.reader.data.featureNames);
    const site = {
      values,
      inputShapes: known.map((one) => one.shape),
      outputShape: shape,
      layout,
      columns,
    };
    const matcher = new Matcher(this.reader, [this.features], (index, wanted) =>
      this.namesOf(hint.sources[index], known[index], wanted),
    );
    const output = matcher.follow((ops) => {
      const written = writer.write(ops, site);
      const result = writeActivation(ops, activation, written, { layout: gives, shape });
      return matcher.ops.size > 0 ? result : ops.op('Identity', [result]);
    });
    if (output === null || !matcher.ops.has(op)) return false;
    const specs = [...planned.weights, ...weightsOfActivation(activation, shape)];
    const weights = this.weightsFrom(matcher, specs);
    if (!weights) return false;
    for (const one of matcher.ops) this.reader.taken.add(one);
    if (hint.kind === 'output') {
      this.output = hint;
      this.reader.set(output, this.meaning(hint.sources[0], 'last'));
      return true;
    }
    this.add(hint, specs, weights, output, { shape, layout: gives });
    return true;
  }

  private add(
    hint: Hint,
    specs: readonly WeightSpec[],
    weights: Readonly<Record<string, Float32Array>>,
    output: string,
    { shape, layout }: { readonly shape: Value['shape']; readonly layout: Layout },
  ): void {
    const { id, kind, name, parameters } = hint;
    const sources = hint.sources.map((one) => this.restored.get(one) as string);
    const node = this.reader.draft.add(kind, parameters, sources, { id, name });
    this.restored.set(id, node.id);
    if (hint.weightsOf !== undefined) this.sharing.push([node, hint.weightsOf]);
    for (const spec of specs) {
      this.reader.draft.weight(node.id, spec.name, spec.shape, weights[spec.name]);
    }
    const axes = layout === 'first' ? channelsFirst(shape) : naturalAxes(shape);
    this.reader.set(output, meaningOf(node.id, shape, axes));
  }

  private meaning(id: string, layout: Layout): Meaning {
    const node = this.restored.get(id) as string;
    const name = this.reader.namesOf(node)[0];
    const known = this.reader.layer(name) as Meaning;
    const shape = known.shape as Value['shape'];
    return meaningOf(node, shape, layout === 'last' ? naturalAxes(shape) : channelsFirst(shape));
  }

  /** The value of the file that a restored layer ends with, in the layout in which it was made. */
  private valueOf(id: string): Value | null {
    const node = this.restored.get(id);
    const name = node && this.reader.namesOf(node)[0];
    const known = name ? this.reader.layer(name) : null;
    if (!name || !known?.shape || known.rowOf || known.half !== null) return null;
    const { shape, axes } = known;
    if (sameAxes(axes, naturalAxes(shape))) return { name, layout: 'last', shape };
    return sameAxes(axes, channelsFirst(shape)) ? { name, layout: 'first', shape } : null;
  }

  private namesOf(id: string, { shape }: Value, wanted: Layout): readonly string[] {
    const node = this.restored.get(id) as string;
    const axes =
      layoutFor(wanted, shape) === 'first'
        ? permutationTo('first', shape.length)
        : naturalAxes(shape);
    const name = this.reader.nameOf(node, axes);
    return name === null ? [] : [name];
  }

  /** The numbers of all weights, taken out of the initializers that hold them; null where one is not there. */
  private weightsFrom(
    { bound }: Matcher,
    specs: readonly WeightSpec[],
  ): Readonly<Record<string, Float32Array>> | null {
    const found: Record<string, Float32Array> = {};
    for (const { name, parts } of bound) {
      const fixed = this.reader.fixed(name);
      let at = 0;
      for (const part of parts) {
        const count = countOf(part, specs);
        const piece = fixed && Float32Array.from(fixed.values.slice(at, at + count));
        at += count;
        if (!piece || piece.length !== count) return null;
        if ('zeros' in part) {
          if (piece.some((value) => value !== 0)) return null;
          continue;
        }
        const spec = specs.find((one) => one.name === part.weight) as WeightSpec;
        found[part.weight] = unrouted(part.route, spec.shape, piece);
      }
      if (at !== fixed?.values.length) return null;
    }
    return specs.every(({ name }) => found[name]) ? found : null;
  }
}

function countOf(part: Part, specs: readonly WeightSpec[]): number {
  if ('zeros' in part) return part.zeros;
  const spec = specs.find(({ name }) => name === part.weight);
  return spec ? sizeOf(routedShape(part.route, spec.shape)) : 0;
}

function weightsOfActivation(
  activation: Choice | null,
  shape: Value['shape'],
): readonly WeightSpec[] {
  const definition = activation && ACTIVATIONS.find(activation.kind);
  if (!activation || !definition?.weights) return [];
  return definition.weights(shape, valuesOfChoice(ACTIVATIONS, activation) as never);
}
