import { type Shape, sizeOf } from '../../catalogue/layer';
import type { Layout } from '../pytorch/layer';
import { snakeCase } from '../pytorch/names';
import { routed } from '../route';
import { ATTRIBUTE_TYPES, type Draft } from './messages';
import {
  type Attributes,
  type AttributeValue,
  integers,
  layoutFor,
  type Operations,
  type Part,
} from './operations';
import { floatTensor, integerTensor } from './tensors';

/** An output of a layer, or the features, as the graph has it. */
export interface Value {
  readonly name: string;
  readonly layout: Layout;
  /** Of a sample, in the app. */
  readonly shape: Shape;
}

/** A node that is being written. */
interface WrittenNode {
  readonly name: string;
  readonly kind: string;
  readonly inputs: readonly Value[];
  /** A weight of the node, or of the one whose weights it shares: whose it is, and its numbers. */
  weight(name: string): {
    readonly owner: string;
    readonly shape: Shape;
    readonly values: Float32Array;
  };
}

/** Names that differ from each other, made of letters, digits and `_`, as the standard asks for. */
class Identifiers {
  private readonly taken = new Set<string>();
  /** By name that was wanted: the last number behind it. A recurrence written out wants one name thousands of times. */
  private readonly last = new Map<string, number>();

  take(wanted: string): string {
    let number = this.last.get(wanted) ?? 1;
    let found = number === 1 ? wanted : `${wanted}_${number}`;
    while (this.taken.has(found)) {
      number += 1;
      found = `${wanted}_${number}`;
    }
    this.last.set(wanted, number);
    this.taken.add(found);
    return found;
  }
}

const identifierOf = (name: string, kind: string): string => {
  const own = snakeCase(name);
  return /^[a-z]/.test(own) ? own : [snakeCase(kind), own].filter(Boolean).join('_');
};

const attributeOf = ([name, value]: [string, AttributeValue]): Draft<'Attribute'> => {
  const [field] = Object.keys(value) as (keyof typeof ATTRIBUTE_TYPES)[];
  return { name, ...value, type: ATTRIBUTE_TYPES[field] };
};

/** The batch with the channels of each sample moved from the last place to the first, or back. */
export const permutationTo = (layout: Layout, axes: number): readonly number[] => {
  const places = Array.from({ length: axes - 1 }, (_, axis) => axis + 1);
  return layout === 'first' ? [0, axes, ...places] : [0, ...places.map((axis) => axis + 1), 1];
};

/** Collects the nodes and initializers of a graph, layer by layer. */
export class GraphWriter {
  readonly nodes: Draft<'Node'>[] = [];
  readonly initializers: Draft<'Tensor'>[] = [];
  private readonly identifiers = new Identifiers();
  /** Initializers by what they hold, so that shared weights and equal numbers stand once. */
  private readonly known = new Map<string, string>();
  private readonly turned = new Map<string, string>();

  constructor(private readonly featuresName: string) {
    this.identifiers.take(featuresName);
  }

  /** A name that nothing else has. */
  take(wanted: string): string {
    return this.identifiers.take(wanted);
  }

  /** Runs a writer for a node: the name of its output. What it adds is named after the node, and `note` stands at its first operator. */
  write(node: WrittenNode, note: string, work: (ops: Operations) => string): string {
    const identifier = this.take(identifierOf(node.name, node.kind));
    const own: number[] = [];
    const add = (
      operator: string,
      inputs: readonly string[],
      attributes: Attributes,
      outputs: readonly string[],
    ): void => {
      own.push(this.nodes.length);
      this.nodes.push({
        name: this.take(`${identifier}_${snakeCase(operator)}`),
        operator,
        inputs,
        outputs,
        attributes: Object.entries(attributes).map(attributeOf),
      });
    };
    const op: Operations['op'] = (operator, inputs, attributes = {}) => {
      const output = this.take(`${identifier}_out`);
      add(operator, inputs, attributes, [output]);
      return output;
    };
    const ops: Operations = {
      features: () => this.featuresName,
      input: (index, layout) => this.turn(node.inputs[index], layout),
      op,
      opOutput: (operator, inputs, attributes, position) => {
        const output = this.take(`${identifier}_out`);
        const before = new Array<string>(position).fill('');
        add(operator, inputs, attributes, [...before, output]);
        return output;
      },
      weights: (parts, shape) => this.weights(identifier, node, parts, shape),
      floats: (values, shape = [values.length]) =>
        this.fixed('numbers', `f ${shape.join()} ${values.join()}`, (name) =>
          floatTensor(name, shape, Float32Array.from(values)),
        ),
      integers: (values, shape = [values.length]) =>
        this.fixed('whole_numbers', `i ${shape.join()} ${values.join()}`, (name) =>
          integerTensor(name, shape, values),
        ),
    };
    let result = work(ops);
    // A layer that computes nothing stands in the file all the same.
    if (own.length === 0) result = op('Identity', [result]);
    this.nodes[own[0]] = { ...this.nodes[own[0]], docString: note };
    return result;
  }

  /** A value with its channels where they are wanted; it is turned at most once. */
  turn({ name, layout, shape }: Value, wanted: Layout): string {
    const to = layoutFor(wanted, shape);
    if (to === layoutFor(layout, shape)) return name;
    const known = this.turned.get(name);
    if (known !== undefined) return known;
    const output = this.take(`${name}_channels_${to}`);
    this.nodes.push({
      name: this.take(`${output}_transpose`),
      operator: 'Transpose',
      inputs: [name],
      outputs: [output],
      attributes: [attributeOf(['perm', integers(permutationTo(to, shape.length))])],
    });
    this.turned.set(name, output);
    return output;
  }

  private weights(
    identifier: string,
    node: WrittenNode,
    parts: readonly Part[],
    shape: Shape,
  ): string {
    const found = parts.map((part) =>
      'weight' in part ? { route: part.route, ...node.weight(part.weight) } : part,
    );
    const named = parts.flatMap((part) => ('weight' in part ? [part.weight] : []));
    const keys = found.map((part) =>
      'zeros' in part ? part.zeros : [part.owner, part.route.axes, part.route.gates],
    );
    const key = `w ${JSON.stringify([keys, named, shape])}`;
    return this.fixed(`${identifier}_${named.map(snakeCase).join('_')}`, key, (name) => {
      const values = new Float32Array(sizeOf(shape));
      let at = 0;
      for (const part of found) {
        if ('zeros' in part) {
          at += part.zeros;
          continue;
        }
        values.set(routed(part.route, part.shape, part.values), at);
        at += part.values.length;
      }
      return floatTensor(name, shape, values);
    });
  }

  private fixed(wanted: string, key: string, make: (name: string) => Draft<'Tensor'>): string {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const name = this.take(wanted);
    this.initializers.push(make(name));
    this.known.set(key, name);
    return name;
  }
}
