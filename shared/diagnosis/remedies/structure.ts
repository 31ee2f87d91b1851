import { defaultChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import { connect } from '../../document/edits';
import { MAX_UNITS } from '../../document/limits';
import type { Choice, Parameters, ProjectDocument } from '../../document/schema';
import type { Text } from '../../text/text';
import type { RemedyContext, RemedyDefinition } from '../remedy';
import { headLayer, hiddenLayers, setLayers } from './change-layers';
import { insertAfter } from './insert';

const LINEAR: Choice = { kind: 'linear', parameters: {} };

const unitsOf = (parameters: Parameters): number =>
  typeof parameters.units === 'number' ? parameters.units : Number.NaN;

const resized = (kind: string, label: Text, size: (units: number) => number): RemedyDefinition => ({
  kind,
  label,
  apply: (context) =>
    setLayers(context.document, hiddenLayers(context), (parameters): Parameters => {
      const units = size(unitsOf(parameters));
      return Number.isFinite(units) ? { units: Math.min(MAX_UNITS, Math.round(units)) } : {};
    }),
});

export const wider = resized(
  'wider',
  {
    en: 'Hidden layers four times as wide, 32 units at least',
    zh: '隐藏层加宽到 4 倍，至少 32 个单元',
  },
  (units) => Math.max(32, 4 * units),
);
export const narrower = resized(
  'narrower',
  { en: 'Hidden layers a quarter as wide', zh: '隐藏层缩窄到四分之一' },
  (units) => Math.max(4, units / 4),
);

/** A hidden layer of its own, where there is none. */
export const hiddenLayer: RemedyDefinition = {
  kind: 'hiddenLayer',
  label: { en: 'Add a hidden layer of 32 ReLU units', zh: '加一个 32 单元的 ReLU 隐藏层' },
  apply(context) {
    const { document, analysis, locale } = context;
    if (hiddenLayers(context).length > 0) return document;
    const head = headLayer(context);
    const [source] = analysis.nodes.get(head ?? '')?.sources ?? [];
    if (source === undefined) return document;
    return insertAfter(document, source, { kind: 'dense', locale })?.document ?? document;
  },
};

/** After every hidden layer, before its nonlinearity, which gets a node of its own. */
function normalized(context: RemedyContext): ProjectDocument {
  return hiddenLayers(context).reduce((document, id) => {
    const node = document.network.nodes.find((one) => one.id === id);
    const activation = node?.parameters.activation as Choice | undefined;
    if (!node || !activation) return document;
    const bare = setLayers(document, [id], () => ({ activation: LINEAR }));
    const first = insertAfter(bare, id, { kind: 'batchNormalization', locale: context.locale });
    if (!first) return document;
    if (activation.kind === 'linear') return first.document;
    const parameters = { activation };
    const second = insertAfter(first.document, first.id, {
      kind: 'activation',
      parameters,
      locale: context.locale,
    });
    return second?.document ?? document;
  }, context.document);
}

export const batchNormalization: RemedyDefinition = {
  kind: 'batchNormalization',
  label: {
    en: 'Batch normalization before every nonlinearity',
    zh: '在每个非线性之前加批量规范化',
  },
  apply: normalized,
};

export const dropout: RemedyDefinition = {
  kind: 'dropout',
  label: { en: 'Dropout of 0.3 after every hidden layer', zh: '在每个隐藏层后加 0.3 的暂退' },
  apply: (context) =>
    hiddenLayers(context).reduce(
      (document, id) =>
        insertAfter(document, id, {
          kind: 'dropout',
          parameters: { rate: 0.3 },
          locale: context.locale,
        })?.document ?? document,
      context.document,
    ),
};

/** A path around every two hidden layers of equal width; the second of them starts as nothing, so that a block starts as the identity. */
export const residual: RemedyDefinition = {
  kind: 'residual',
  label: { en: 'A path around every two layers (residual)', zh: '每两层加一条捷径（残差连接）' },
  apply(context) {
    const hidden = hiddenLayers(context);
    const unitsAt = (id: string): number =>
      context.analysis.nodes.get(id)?.outputShape?.at(-1) ?? Number.NaN;
    const widthOf = new Map<string, number>();
    let document = context.document;
    let start = hidden[0];
    for (let index = 2; index < hidden.length; index += 2) {
      const end = hidden[index];
      if ((widthOf.get(start) ?? unitsAt(start)) !== unitsAt(end)) {
        start = end;
        continue;
      }
      const kernelInitializer = defaultChoice(INITIALIZERS, 'residualZeros');
      const added = insertAfter(document, end, { kind: 'add', locale: context.locale });
      if (!added) return document;
      document = connect(
        setLayers(added.document, [end], () => ({ kernelInitializer })),
        start,
        added.id,
      );
      widthOf.set(added.id, unitsAt(end));
      start = added.id;
    }
    return document;
  },
};
