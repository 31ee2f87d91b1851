import { ACTIVATIONS } from '../../catalogue/activations';
import { defaultChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import type { Choice, ProjectDocument } from '../../document/schema';
import type { Text } from '../../text/text';
import { isRectifier } from '../facts/structure';
import type { EditRemedy, RemedyContext } from '../remedy';
import { headLayer, hiddenLayers, setLayers } from './change-layers';

/** What a layer has that applies no activation. */
export const LINEAR: Choice = { kind: 'linear', parameters: {} };

/** Hidden layers of weights, and the Activation nodes before the one that makes the answer, which keeps its own. */
export function hiddenAndActivations(context: Pick<RemedyContext, 'analysis'>): readonly string[] {
  const { analysis } = context;
  const head = headLayer(context);
  const before =
    head === null ? analysis.order : analysis.order.slice(0, analysis.order.indexOf(head));
  const nodes = before.filter((id) => analysis.nodes.get(id)?.node.kind === 'activation');
  return [...hiddenLayers(context), ...nodes];
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
    return own !== undefined && own !== kind && replaces(own);
  });
  const { recommendedInitializer } = ACTIVATIONS.get(kind);
  const next = setLayers(context.document, concerned, () => ({
    activation: defaultChoice(ACTIVATIONS, kind),
  }));
  if (next === context.document || !withInitializer) return next;
  return setLayers(next, hiddenLayers(context), () => ({
    kernelInitializer: defaultChoice(INITIALIZERS, recommendedInitializer),
  }));
}

const isNonlinear = (kind: string): boolean => kind !== 'linear';

const exchanging = (
  kind: string,
  label: Text,
  to: string,
  replaces: (kind: string) => boolean,
  withInitializer?: boolean,
): EditRemedy => ({
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
  isRectifier,
);

export const elu = exchanging(
  'elu',
  { en: 'ELU: a dead unit still gets a gradient', zh: '换成 ELU：死亡的单元仍有梯度' },
  'elu',
  isRectifier,
);

export const addActivations = exchanging(
  'addActivations',
  { en: 'Put ReLU after every hidden layer', zh: '在每个隐藏层后加上 ReLU' },
  'relu',
  (kind) => kind === 'linear',
);
