import { valuesOfChoice } from '../../catalogue/catalogues';
import { LOSSES } from '../../catalogue/losses';
import { fittingLoss } from '../../catalogue/take-data';
import { setTraining } from '../../document/edits';
import type { EditRemedy } from '../remedy';
import { LINEAR } from './activations';
import { changeLayers, headLayer, setLayers } from './change-layers';

/** No activation at the end, and the loss applies sigmoid or softmax where it needs one. */
export const matchOutput: EditRemedy = {
  kind: 'matchOutput',
  label: {
    en: 'No activation at the end; the loss takes logits',
    zh: '末层不加激活函数，损失直接接收 logits',
  },
  apply(context) {
    const { document, analysis } = context;
    const head = headLayer(context);
    const ends = analysis.order.slice(analysis.order.indexOf(head ?? '')).filter((id) => {
      const own = analysis.nodes.get(id);
      return own?.activation && own.activation.kind !== 'linear';
    });
    const linear = setLayers(document, ends, () => ({ activation: LINEAR }));
    const loss = fittingLoss(linear);
    const takesLogits = 'fromLogits' in valuesOfChoice(LOSSES, loss);
    const chosen = takesLogits
      ? { ...loss, parameters: { ...loss.parameters, fromLogits: true } }
      : loss;
    return setTraining(linear, { loss: chosen });
  },
};

/** Softmax or sigmoid moves from the network into the loss, where it cannot round to 0 or 1. */
export const fromLogits: EditRemedy = {
  kind: 'fromLogits',
  label: { en: 'Let the loss work from logits', zh: '让损失直接从 logits 计算' },
  apply: matchOutput.apply,
};

/** A gated recurrence of the same size in the place of each plain one. */
export const lstm: EditRemedy = {
  kind: 'lstm',
  label: { en: 'LSTM in place of the plain recurrence', zh: '用 LSTM 代替普通循环层' },
  apply: ({ document, nodes }) =>
    changeLayers(document, nodes, (node) => {
      if (node.kind !== 'simpleRnn') return node;
      // Gates want their own activations; everything about size and direction stays.
      const {
        activation: _activation,
        recurrentInitializer: _recurrent,
        ...parameters
      } = node.parameters;
      return { ...node, kind: 'lstm', parameters };
    }),
};
