import { defaultChoice } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import { editInside } from '../../document/blocks';
import { connect } from '../../document/edits';
import { MAX_UNITS } from '../../document/limits';
import type { Parameters, ProjectDocument } from '../../document/schema';
import type { Locale, Text } from '../../text/text';
import type { EditRemedy, RemedyContext } from '../remedy';
import { LINEAR } from './activations';
import { headLayer, hiddenLayers, setLayers } from './change-layers';
import { type DrawnLayer, drawnLayers, sourceOfChain } from './drawn-layers';
import { insertAfter } from './insert';

const unitsOf = (parameters: Parameters): number =>
  typeof parameters.units === 'number' ? parameters.units : Number.NaN;

const resized = (kind: string, label: Text, size: (units: number) => number): EditRemedy => ({
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
export const hiddenLayer: EditRemedy = {
  kind: 'hiddenLayer',
  label: { en: 'Add a hidden layer of 32 ReLU units', zh: '加一个 32 单元的 ReLU 隐藏层' },
  apply(context) {
    const { document, analysis, locale } = context;
    if (hiddenLayers(context).length > 0) return document;
    const head = headLayer(context);
    const sources = analysis.nodes.get(head ?? '')?.sources ?? [];
    const [before] = drawnLayers(document, sources.slice(0, 1));
    return before
      ? (insertAfter(document, before, { kind: 'dense', locale })?.document ?? document)
      : document;
  },
};

/** After every hidden layer, before its nonlinearity, which gets a node of its own. */
function normalized(context: RemedyContext): ProjectDocument {
  const { analysis, locale } = context;
  return drawnLayers(context.document, hiddenLayers(context)).reduce((document, layer) => {
    const { path, block } = layer;
    const activation = analysis.nodes.get(path)?.activation;
    if (!activation) return document;
    const bare = setLayers(document, [path], () => ({ activation: LINEAR }));
    const first = insertAfter(bare, layer, { kind: 'batchNormalization', locale });
    if (!first) return document;
    if (activation.kind === 'linear') return first.document;
    const nonlinearity = { kind: 'activation', parameters: { activation }, locale };
    return insertAfter(first.document, { block, id: first.id }, nonlinearity)?.document ?? document;
  }, context.document);
}

export const batchNormalization: EditRemedy = {
  kind: 'batchNormalization',
  label: {
    en: 'Batch normalization before every nonlinearity',
    zh: '在每个非线性之前加批量规范化',
  },
  apply: normalized,
};

export const dropout: EditRemedy = {
  kind: 'dropout',
  label: { en: 'Dropout of 0.3 after every hidden layer', zh: '在每个隐藏层后加 0.3 的暂退' },
  apply: (context) =>
    drawnLayers(context.document, hiddenLayers(context)).reduce(
      (document, layer) =>
        insertAfter(document, layer, {
          kind: 'dropout',
          parameters: { rate: 0.3 },
          locale: context.locale,
        })?.document ?? document,
      context.document,
    ),
};

/**
 * A path around two layers of one chain: h + W₂·f(W₁·h). The second of them has no nonlinearity and starts as nothing, so
 * that both together start as the identity (He et al. 2016, Identity Mappings in Deep Residual Networks; Zhang et al.
 * 2019, Fixup Initialization); a ReLU behind weights of 0 would stay at 0.
 */
function withPath(
  document: ProjectDocument,
  first: DrawnLayer,
  second: DrawnLayer,
  locale: Locale,
): ProjectDocument | null {
  const source = sourceOfChain(document, first, second);
  if (source === null) return null;
  const kernelInitializer = defaultChoice(INITIALIZERS, 'residualZeros');
  const started = setLayers(document, [second.path], () => ({
    kernelInitializer,
    activation: LINEAR,
  }));
  const added = insertAfter(started, second, { kind: 'add', locale });
  if (!added) return null;
  return editInside(added.document, second.block, (seen) => connect(seen, source, added.id));
}

/** Around every two layers that come one after the other and give what they take, inside of blocks too. */
export const residual: EditRemedy = {
  kind: 'residual',
  label: { en: 'A path around every two layers (residual)', zh: '每两层加一条捷径（残差连接）' },
  apply(context) {
    const { analysis, locale } = context;
    const layers = drawnLayers(context.document, hiddenLayers(context));
    const widthInto = ({ path }: DrawnLayer) => analysis.nodes.get(path)?.inputShapes[0]?.at(-1);
    const widthOutOf = ({ path }: DrawnLayer) => analysis.nodes.get(path)?.outputShape?.at(-1);
    let document = context.document;
    for (let index = 1; index < layers.length; index += 1) {
      const [first, second] = [layers[index - 1], layers[index]];
      if (widthInto(first) !== widthOutOf(second)) continue;
      const next = withPath(document, first, second, locale);
      if (!next) continue;
      document = next;
      index += 1;
    }
    return document;
  },
};
