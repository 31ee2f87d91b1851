import { ACTIVATIONS } from '../../catalogue/activations';
import { INITIALIZERS } from '../../catalogue/initializers';
import { defaultsOf } from '../../catalogue/parameter';
import type { Choice, ProjectDocument } from '../../document/schema';
import type { Text } from '../../text/text';
import type { RemedyContext, RemedyDefinition } from '../remedy';
import { hiddenLayers, setLayers } from './change-layers';

const activation = (kind: string): Choice => ({
  kind,
  parameters: defaultsOf(ACTIVATIONS.get(kind).parameters),
});

const isEnd = (context: RemedyContext, id: string): boolean =>
  context.analysis.nodes.get(id)?.activation !== null &&
  !hiddenAndActivations(context).includes(id);

/** Hidden layers of weights, and the Activation nodes among them; what makes the answer keeps its own. */
function hiddenAndActivations(context: RemedyContext): readonly string[] {
  const { analysis } = context;
  const hidden = hiddenLayers(context);
  const last = hidden.at(-1);
  const end = last === undefined ? 0 : analysis.order.indexOf(last);
  const head = analysis.order.findIndex(
    (id, index) =>
      index > end && analysis.nodes.get(id)?.weights.some(({ name }) => name === 'kernel'),
  );
  const nodes = analysis.order.filter(
    (id, index) => analysis.nodes.get(id)?.node.kind === 'activation' && (head < 0 || index < head),
  );
  return [...hidden, ...nodes];
}

/** Puts one activation in the place of those that `replaces` names, with the initializer that goes with it. */
function exchange(
  context: RemedyContext,
  kind: string,
  replaces: (kind: string) => boolean,
  withInitializer = true,
): ProjectDocument {
  const { analysis } = context;
  const concerned = hiddenAndActivations(context).filter((id) => {
    const own = analysis.nodes.get(id)?.activation?.kind;
    return own !== undefined && own !== kind && replaces(own) && !isEnd(context, id);
  });
  const { recommendedInitializer } = ACTIVATIONS.get(kind);
  const next = setLayers(context.document, concerned, () => ({ activation: activation(kind) }));
  if (next === context.document || !withInitializer) return next;
  return setLayers(next, hiddenLayers(context), () => ({
    kernelInitializer: {
      kind: recommendedInitializer,
      parameters: defaultsOf(INITIALIZERS.get(recommendedInitializer).parameters),
    },
  }));
}

const isNonlinear = (kind: string): boolean => kind !== 'linear';
const canDie = (kind: string): boolean => ACTIVATIONS.find(kind)?.canDie === true;

const exchanging = (
  kind: string,
  label: Text,
  to: string,
  replaces: (kind: string) => boolean,
  withInitializer?: boolean,
): RemedyDefinition => ({
  kind,
  label,
  apply: (context) => exchange(context, to, replaces, withInitializer),
});

export const reluAndHe = exchanging(
  'reluAndHe',
  { en: 'ReLU with He weights', zh: '换成 ReLU 与 He 初始化' },
  'relu',
  isNonlinear,
);

export const tanhAndGlorot = exchanging(
  'tanhAndGlorot',
  { en: 'tanh with Xavier weights', zh: '换成 tanh 与 Xavier 初始化' },
  'tanh',
  isNonlinear,
);

export const scaledSigmoid = exchanging(
  'scaledSigmoid',
  { en: '4·sigmoid(x) − 2 in place of sigmoid', zh: '用 4·sigmoid(x) − 2 代替 sigmoid' },
  'scaledSigmoid',
  isNonlinear,
);

export const leakyRelu = exchanging(
  'leakyRelu',
  {
    en: 'Leaky ReLU: a dead unit still gets a gradient',
    zh: '换成 Leaky ReLU：死亡的单元仍有梯度',
  },
  'leakyRelu',
  canDie,
);

export const elu = exchanging(
  'elu',
  { en: 'ELU: a dead unit still gets a gradient', zh: '换成 ELU：死亡的单元仍有梯度' },
  'elu',
  canDie,
);

export const addActivations = exchanging(
  'addActivations',
  { en: 'Put ReLU after every hidden layer', zh: '在每个隐藏层后加上 ReLU' },
  'relu',
  (kind) => kind === 'linear',
);
