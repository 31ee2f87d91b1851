import { ACTIVATIONS } from '../../catalogue/activations';
import { offeredEntries } from '../../catalogue/catalogues';
import { INITIALIZERS } from '../../catalogue/initializers';
import { LAYERS } from '../../catalogue/layers';
import { expectedText } from '../../catalogue/parameter-text';
import { hiddenAndActivations } from '../../diagnosis/remedies/activations';
import { hiddenLayers, setLayers } from '../../diagnosis/remedies/change-layers';
import { MAX_UNITS } from '../../document/limits';
import type { JsonValue, Parameters } from '../../document/schema';
import { analyse } from '../../graph/analyse';
import { fail, type Result, succeed } from '../../result';
import type { Text } from '../../text/text';
import type { AxisContext, AxisDefinition, OpenedAxis } from '../axis';
import {
  type Domain,
  entryDomain,
  kept,
  numberDomain,
  USUAL_ACTIVATIONS,
  USUAL_INITIALIZERS,
} from '../domain';
import { repeatedStages, withDepth } from '../stages';

/** Axes that change many layers at once. What they concern is looked up in the document that they are given. */

/** The one value of all; null where they differ or there is none. */
function common(domain: Domain, values: readonly (JsonValue | undefined)[]): JsonValue | null {
  const [first] = values;
  if (first === undefined) return null;
  return values.every((value) => value !== undefined && domain.same(value, first)) ? first : null;
}

const parametersOf = ({ analysis }: AxisContext, id: string): Parameters =>
  (analysis.nodes.get(id)?.values ?? {}) as Parameters;

const hasParameter = ({ analysis }: AxisContext, id: string, name: string): boolean =>
  Object.hasOwn(LAYERS.find(analysis.nodes.get(id)?.node.kind ?? '')?.parameters ?? {}, name);

/** Parameters under which layers keep how a kernel starts. */
const KERNELS = ['kernelInitializer', 'depthwiseInitializer', 'pointwiseInitializer'] as const;

const withKernels = (context: AxisContext): readonly string[] =>
  context.analysis.order.filter((id) => KERNELS.some((name) => hasParameter(context, id, name)));

/** What an axis over many layers is told by: which they are, what they may have, what each of them has. */
interface LayersAxis {
  concerned(context: AxisContext): readonly string[];
  /** Why it varies nothing where there are none. */
  readonly nothing: Text;
  domainOf(context: AxisContext, ids: readonly string[]): Domain;
  read(context: AxisContext, id: string): readonly (JsonValue | undefined)[];
  write(own: Parameters, value: JsonValue, domain: Domain): Parameters;
}

/** Layers are looked up again where the edit is made: another axis may have changed their number. */
const overLayers =
  ({ concerned, nothing, domainOf, read, write }: LayersAxis): AxisDefinition['open'] =>
  (context) => {
    const ids = concerned(context);
    if (ids.length === 0) return fail(nothing);
    const domain = domainOf(context, ids);
    return succeed({
      domain,
      current: common(
        domain,
        ids.flatMap((id) => read(context, id)),
      ),
      apply: (document, value) =>
        setLayers(document, concerned({ document, analysis: analyse(document) }), (own) =>
          write(own, value, domain),
        ),
    });
  };

const NO_KERNELS: Text = {
  en: 'The network has no layer with weights to initialise. Add a Dense layer.',
  zh: '网络中没有带权重的层可供初始化，请先添加一个全连接层。',
};

export const initializer: AxisDefinition = {
  path: 'initializer',
  label: { en: 'Initializer', zh: '初始化方法' },
  help: {
    en: 'How the weights of all layers start; biases stay as they are.',
    zh: '所有层的权重初始化方法；偏置不变。',
  },
  open: overLayers({
    concerned: withKernels,
    nothing: NO_KERNELS,
    domainOf: () => entryDomain(INITIALIZERS.entries, USUAL_INITIALIZERS),
    read: (context, id) =>
      KERNELS.filter((name) => hasParameter(context, id, name)).map(
        (name) => parametersOf(context, id)[name],
      ),
    write: (own, value, domain) =>
      Object.fromEntries(KERNELS.map((name) => [name, kept(domain, own[name], value)])),
  }),
};

/** Where the nonlinearities of hidden layers are; where there is none at all, the layers that could have one. */
function nonlinearities(context: AxisContext): readonly string[] {
  const able = hiddenAndActivations(context).filter((id) =>
    hasParameter(context, id, 'activation'),
  );
  const used = able.filter((id) => context.analysis.nodes.get(id)?.activation?.kind !== 'linear');
  return used.length > 0 ? used : able;
}

/** Entries that all these layers offer: within a recurrence's formula not every activation can stand. */
function sharedActivations(context: AxisContext, ids: readonly string[]) {
  return ids.reduce<(typeof ACTIVATIONS)['entries']>((entries, id) => {
    const kind = context.analysis.nodes.get(id)?.node.kind ?? '';
    const parameter = LAYERS.find(kind)?.parameters.activation;
    const offered = parameter?.type === 'choice' ? offeredEntries(parameter) : [];
    return entries.filter((entry) => offered.some((other) => other.kind === entry.kind));
  }, ACTIVATIONS.entries);
}

const NO_HIDDEN: Text = {
  en: 'The network has no hidden layer. Add one between the input and the layer that makes the answer.',
  zh: '网络没有隐藏层，请在输入与末层之间添加一层。',
};

export const activation: AxisDefinition = {
  path: 'activation',
  label: { en: 'Activation', zh: '激活函数' },
  help: {
    en: 'The nonlinearity of all hidden layers; the layer that makes the answer keeps its own.',
    zh: '所有隐藏层的激活函数；末层保持不变。',
  },
  open: overLayers({
    concerned: nonlinearities,
    nothing: NO_HIDDEN,
    domainOf: (context, ids) => entryDomain(sharedActivations(context, ids), USUAL_ACTIVATIONS),
    read: (context, id) => [parametersOf(context, id).activation],
    write: ({ activation: own }, value, domain) => ({ activation: kept(domain, own, value) }),
  }),
};

const NO_STAGES: Text = {
  en: 'Depth counts hidden layers that are alike and follow each other, and this network has none that a copy could follow. Add a hidden layer that gives the shape it takes.',
  zh: '深度指相互衔接的同类隐藏层的个数，而该网络没有可在其后复制的隐藏层，请先添加一个输入输出形状相同的隐藏层。',
};

/** More would take longer to build than anyone waits for, long before the limit of nodes. */
const MAX_DEPTH = 200;
const WHOLE: Text = {
  en: `a whole number from 1 to ${MAX_DEPTH}`,
  zh: ` 1 到 ${MAX_DEPTH} 之间的整数`,
};

export const depth: AxisDefinition = {
  path: 'depth',
  label: { en: 'Depth', zh: '深度' },
  help: {
    en: 'How many hidden layers of the same kind and width follow each other: the last ones are taken out, or copies of the last are put behind it. A residual block counts as one.',
    zh: '同种同宽的隐藏层连续有多少个：减少时去掉末尾几层，增加时在末尾复制最后一层。一个残差块算一层。',
  },
  open({ document, analysis }): Result<OpenedAxis, Text> {
    const count = repeatedStages(document, analysis).length;
    if (count === 0) return fail(NO_STAGES);
    const interval = { minimum: 1, maximum: MAX_DEPTH, whole: true, isLog: false };
    return succeed({
      domain: numberDomain(interval, WHOLE),
      current: count,
      apply: (current, value) =>
        withDepth(current, repeatedStages(current, analyse(current)), value as number),
    });
  },
};

const SIZES = ['units', 'filters'] as const;

const sized = (context: AxisContext): readonly string[] =>
  hiddenLayers(context).filter((id) => SIZES.some((name) => hasParameter(context, id, name)));

export const units: AxisDefinition = {
  path: 'units',
  label: { en: 'Units', zh: '单元数' },
  help: {
    en: 'How wide all hidden layers are: units, or filters of convolutions.',
    zh: '所有隐藏层的宽度：单元数，卷积层则为卷积核个数。',
  },
  open: overLayers({
    concerned: sized,
    nothing: NO_HIDDEN,
    domainOf: () => {
      const interval = { minimum: 1, maximum: MAX_UNITS, whole: true, isLog: true };
      return numberDomain(interval, expectedText(LAYERS.get('dense').parameters.units));
    },
    read: (context, id) => {
      const own = parametersOf(context, id);
      return [own.units ?? own.filters];
    },
    write: (_own, value) => Object.fromEntries(SIZES.map((name) => [name, value])),
  }),
};
