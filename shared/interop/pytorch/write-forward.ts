import type { Layout } from './layer';
import { OUTPUT_ENDING, type PlannedModule, type PlannedNode } from './plan';
import { blockRemark } from './text';

/** An output of a node as later lines name it. */
interface Value {
  readonly name: string;
  readonly layout: Layout;
}

/** What the recorder measures of a node: the module whose output is the node's, and what goes into its activation. */
export interface RecordedNode {
  readonly node: PlannedNode;
  readonly output: string;
  /** Which use of a module that several nodes share, from 0. */
  readonly call: number;
  readonly preactivation: string | null;
  readonly preactivationCall: number;
  /** The recurrence whose states are measured one by one; null where there is none. */
  readonly states: string | null;
  readonly statesCall: number;
}

export interface Forward {
  readonly lines: readonly string[];
  readonly recorded: readonly RecordedNode[];
  /** By node: the module that hands on what the node's expression gives, which is no module's output. */
  readonly passing: ReadonlyMap<string, string>;
}

const selfOf = (module: PlannedModule | null): string => (module ? `self.${module.attribute}` : '');

/** True where an expression is one call of a module and nothing more, so that the module's output is the node's. */
function isCallOf(expression: string, self: string): boolean {
  if (!expression.startsWith(`${self}(`)) return false;
  let depth = 0;
  for (let at = self.length; at < expression.length; at += 1) {
    if (expression[at] === '(') depth += 1;
    if (expression[at] === ')') depth -= 1;
    if (depth === 0) return at === expression.length - 1;
  }
  return false;
}

/** Recurrences hand out all states and the last one; the states are what is measured. */
const isStates = (expression: string, self: string): boolean =>
  expression.endsWith(')[0]') && isCallOf(expression.slice(0, -'[0]'.length), self);

/** Nothing is computed: the Output. */
const isPassing = ({ activation, module, inputs, source, isMeasured }: PlannedNode): boolean =>
  !(isMeasured || activation || module) && inputs.length === 1 && source.call(['x'], '') === 'x';

/** Writes the body of `forward`: one line a node that computes something. */
class ForwardWriter {
  readonly lines: string[] = [];
  readonly recorded: RecordedNode[] = [];
  readonly passing = new Map<string, string>();
  private readonly values = new Map<string, Value>();
  /** By node: the node whose value it stands for, which is itself where it computes. */
  private readonly meant = new Map<string, string>();
  /** Where the last line lies. */
  private block: string | null = null;
  private readonly calls = new Map<string, number>();
  private readonly computing: readonly PlannedNode[];

  constructor(
    private readonly nodes: readonly PlannedNode[],
    private readonly isRounded: boolean,
  ) {
    for (const node of nodes) {
      const source = node.inputs[0]?.id;
      this.meant.set(node.id, isPassing(node) ? (this.meant.get(source) as string) : node.id);
    }
    this.computing = nodes.filter(({ id }) => this.meant.get(id) === id);
  }

  write(): Forward {
    for (const node of this.computing) this.writeNode(node);
    const result = this.argument(this.nodes[this.nodes.length - 1].id, 'last');
    const last = this.lines[this.lines.length - 1] ?? '';
    if (result === 'x' && last.startsWith('x = '))
      this.lines.splice(-1, 1, last.replace('x = ', 'return '));
    else this.lines.push(`return ${result}`);
    return this;
  }

  /** `x` where the next line alone uses it; its own name where it is needed later. */
  private nameOf(node: PlannedNode): string {
    const position = this.computing.indexOf(node);
    const uses = this.computing.filter(({ inputs }) =>
      inputs.some(({ id }) => this.meant.get(id) === node.id),
    );
    const isReturned = this.meant.get(this.nodes[this.nodes.length - 1].id) === node.id;
    const isLast = position === this.computing.length - 1;
    if (isReturned) return isLast ? 'x' : node.identifier;
    return uses.every((user) => user === this.computing[position + 1]) ? 'x' : node.identifier;
  }

  private argument(id: string, as: Layout): string {
    const { name, layout } = this.values.get(this.meant.get(id) as string) as Value;
    const given = this.isRounded ? `rounded(${name})` : name;
    if (layout === as) return given;
    return as === 'first' ? `${given}.movedim(-1, 1)` : `${given}.movedim(1, -1)`;
  }

  private writeNode(node: PlannedNode): void {
    const { source, module, activation, inputs, layout } = node;
    const arguments_ = inputs.map(({ id, as }) => this.argument(id, as));
    const before = this.seen(node, source.call(arguments_, selfOf(module)));
    const after = activation ? activation.call(before, selfOf(activation.planned)) : before;
    // The data themselves have a name already.
    const name = after === 'features' ? after : this.nameOf(node);
    if (after !== name) {
      this.lines.push(...blockRemark(node.block, this.block), `${name} = ${after}`);
      this.block = node.block;
    }
    this.values.set(node.id, { name, layout });
    this.record(node);
  }

  /** An expression that a hook can see: a call of a module, which hands on what no module gives as it is. */
  private seen(node: PlannedNode, expression: string): string {
    if (!node.isMeasured || this.isWhole(node, expression)) return expression;
    const attribute = node.module ? `${node.identifier}${OUTPUT_ENDING}` : node.identifier;
    this.passing.set(node.id, attribute);
    return `self.${attribute}(${expression})`;
  }

  private isWhole({ module }: PlannedNode, expression: string): boolean {
    const self = selfOf(module);
    return module !== null && (isCallOf(expression, self) || isStates(expression, self));
  }

  private record(node: PlannedNode): void {
    const { id, module, activation, isMeasured } = node;
    const attributes = [module?.attribute, this.passing.get(id), activation?.planned.attribute];
    const callOf = (attribute: string) => this.calls.get(attribute) ?? 0;
    if (isMeasured) {
      const own = this.passing.get(id) ?? (module as PlannedModule).attribute;
      const output = activation ? activation.planned.attribute : own;
      const states = module && node.directions.length > 0 ? module.attribute : null;
      this.recorded.push({
        node,
        output,
        call: callOf(output),
        preactivation: activation ? own : null,
        preactivationCall: activation ? callOf(own) : 0,
        states,
        statesCall: states === null ? 0 : callOf(states),
      });
    }
    for (const attribute of attributes) {
      if (attribute !== undefined) this.calls.set(attribute, callOf(attribute) + 1);
    }
  }
}

/** The body of a network's `forward`; `isRounded` where numbers go from node to node in 16 bits. */
export const writeForward = (nodes: readonly PlannedNode[], isRounded: boolean): Forward =>
  new ForwardWriter(nodes, isRounded).write();
