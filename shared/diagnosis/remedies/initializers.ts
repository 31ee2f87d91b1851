import { ACTIVATIONS } from '../../catalogue/activations';
import { defaultChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import type { Choice, ProjectDocument } from '../../document/schema';
import { structureOf } from '../facts/structure';
import type { EditRemedy, RemedyContext } from '../remedy';
import { headLayer, hiddenLayers, setLayers, weightedLayers } from './change-layers';

const initializer = (kind: string): Choice => defaultChoice(INITIALIZERS, kind);

/** Every layer of weights starts as the activation after it wants. */
function withOwnInitializers(context: RemedyContext): ProjectDocument {
  const structure = structureOf(context.analysis);
  const head = headLayer(context);
  return weightedLayers(context).reduce((document, id) => {
    const activation = ACTIVATIONS.find(structure.activationAfter(id));
    // The last layer feeds the loss: a linear one keeps the scale of what comes in.
    const kind =
      id === head ? 'glorotUniform' : (activation?.recommendedInitializer ?? 'glorotNormal');
    return setLayers(document, [id], () => ({ kernelInitializer: initializer(kind) }));
  }, context.document);
}

export const ownInitializer: EditRemedy = {
  kind: 'ownInitializer',
  label: { en: 'Start every layer as its activation wants', zh: '按各层的激活函数选择初始化方法' },
  apply: withOwnInitializers,
};

export const lsuv: EditRemedy = {
  kind: 'lsuv',
  label: { en: 'Scale the weights with data (LSUV)', zh: '用数据校准权重尺度（LSUV）' },
  apply: (context) =>
    setLayers(context.document, hiddenLayers(context), () => ({
      kernelInitializer: initializer('lsuv'),
    })),
};

export const zeroBias: EditRemedy = {
  kind: 'zeroBias',
  label: { en: 'Start biases at 0', zh: '偏置初始化为 0' },
  apply: (context) =>
    setLayers(context.document, hiddenLayers(context), () => ({
      biasInitializer: initializer('zeros'),
    })),
};

/** Le et al. (2015), A Simple Way to Initialize Recurrent Networks of Rectified Linear Units. */
export const recurrentIdentity: EditRemedy = {
  kind: 'recurrentIdentity',
  label: {
    en: 'Rectified recurrences that start from the identity',
    zh: '循环层改用 ReLU，循环权重从单位矩阵开始',
  },
  apply: (context) =>
    setLayers(context.document, context.nodes, (_parameters, kind) => ({
      recurrentInitializer: initializer('identity'),
      // Gates have activations of their own, which are no choice.
      ...(kind === 'simpleRnn' ? { activation: { kind: 'relu', parameters: {} } } : {}),
    })),
};
