import { type AttentionRoles, attentionRoles } from '../../catalogue/layers/attention-inputs';
import { type Attended, attend, attendBackward, gradientsByInput } from '../attention';
import { defineEngineLayer, type LayerContext } from '../layer';
import type { Tensor } from '../tensor-ops';

interface Saved {
  readonly inputs: readonly Tensor[];
  /** Projected inputs, the heads of a sample one after the other: [batch × heads, steps, key dimensions]. */
  readonly heads: AttentionRoles<Tensor>;
  readonly attended: Attended;
}

const ROLES = ['query', 'value', 'key'] as const;

const rowsOf = ({ ops }: LayerContext, x: Tensor): Tensor =>
  ops.reshape(x, [x.shape[0] * x.shape[1], x.shape[2]]);

/** [batch, steps, heads × k] → [batch × heads, steps, k]. */
function apart({ ops, values, batch }: LayerContext, x: Tensor): Tensor {
  const heads = values.heads as number;
  const width = values.keyDimensions as number;
  const steps = x.shape[0] / batch;
  const swapped = ops.transpose(ops.reshape(x, [batch, steps, heads, width]), [0, 2, 1, 3]);
  return ops.reshape(swapped, [batch * heads, steps, width]);
}

/** [batch × heads, steps, k] → rows of [heads × k]: the inverse. */
function together({ ops, values, batch }: LayerContext, x: Tensor): Tensor {
  const heads = values.heads as number;
  const [, steps, width] = x.shape;
  const swapped = ops.transpose(ops.reshape(x, [batch, heads, steps, width]), [0, 2, 1, 3]);
  return ops.reshape(swapped, [batch * steps, heads * width]);
}

const scaleOf = ({ values }: LayerContext): number => 1 / Math.sqrt(values.keyDimensions as number);

/** Vaswani et al. (2017), section 3.2.2: all heads are one batched product, all projections of a role another. */
export const multiHeadAttention = defineEngineLayer<Saved>({
  kind: 'multiHeadAttention',
  forward(inputs, context) {
    const { ops, weights, values } = context;
    const roles = attentionRoles(inputs);
    const project = (role: (typeof ROLES)[number]) => {
      const rows = rowsOf(context, roles[role]);
      return apart(context, ops.affine(rows, weights[`${role}Kernel`], weights[`${role}Bias`]));
    };
    const heads = { query: project('query'), value: project('value'), key: project('key') };
    const options = { scale: scaleOf(context), causal: values.causal as boolean };
    const attended = attend(ops, heads, options);
    const joined = together(context, attended.output);
    const output = ops.affine(joined, weights.outputKernel, weights.outputBias);
    return {
      output: ops.reshape(output, roles.query.shape),
      saved: { inputs, heads, attended },
    };
  },
  backward(gradient, { inputs, heads, attended }, context) {
    const { ops, weights } = context;
    const roles = attentionRoles(inputs);
    const dy = rowsOf(context, gradient);
    const made: Record<string, Tensor> = {};
    /** ∂L/∂ of a projection's weights, and of the rows that it took. */
    const projectBack = (name: string, rows: Tensor, dRows: Tensor): Tensor => {
      const kernel = weights[`${name}Kernel`];
      made[`${name}Kernel`] = ops.matMul(rows, dRows, true, false);
      if (weights[`${name}Bias`]) made[`${name}Bias`] = ops.columnSums(dRows, dRows.shape[1]);
      return ops.matMul(dRows, kernel, false, true);
    };
    const dJoined = projectBack('output', together(context, attended.output), dy);
    const dHeads = apart(context, dJoined);
    const back = attendBackward(ops, dHeads, heads, attended.shares, scaleOf(context));
    const inputOf = (role: (typeof ROLES)[number]) => {
      const rows = rowsOf(context, roles[role]);
      return ops.reshape(projectBack(role, rows, together(context, back[role])), roles[role].shape);
    };
    const gradients = { query: inputOf('query'), value: inputOf('value'), key: inputOf('key') };
    return { inputs: gradientsByInput(ops, inputs.length, gradients), weights: made };
  },
});
