import { attentionRoles } from '../../catalogue/layers/attention-inputs';
import { attend, attendBackward, gradientsByInput } from '../attention';
import { defineEngineLayer, type LayerContext } from '../layer';
import type { Tensor } from '../tensor-ops';

const scaleOf = ({ values }: LayerContext, query: Tensor): number =>
  values.scaled ? 1 / Math.sqrt(query.shape[2]) : 1;

export const attention = defineEngineLayer<{
  readonly inputs: readonly Tensor[];
  readonly shares: Tensor;
}>({
  kind: 'attention',
  forward(inputs, context) {
    const { ops, values } = context;
    const roles = attentionRoles(inputs);
    const options = { scale: scaleOf(context, roles.query), causal: values.causal as boolean };
    const { output, shares } = attend(ops, roles, options);
    return { output, saved: { inputs, shares } };
  },
  backward(dy, { inputs, shares }, context) {
    const { ops } = context;
    const roles = attentionRoles(inputs);
    const gradients = attendBackward(ops, dy, roles, shares, scaleOf(context, roles.query));
    return { inputs: gradientsByInput(ops, inputs.length, gradients), weights: {} };
  },
});
