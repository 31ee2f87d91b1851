import { CHOICE_CATALOGUES } from '../../shared/catalogue/catalogues';
import { isPenalised, LAYER_PENALTIES } from '../../shared/catalogue/penalty';
import { formulaIn } from '../../shared/catalogue/registry';
import { BLOCK } from '../../shared/document/blocks';
import { setNodeParameters } from '../../shared/document/edits';
import type { NetworkNode } from '../../shared/document/schema';
import { analysedAt } from '../../shared/graph/analyse-blocks';
import type { NodeAnalysis } from '../../shared/graph/analysis';
import { describeProblem } from '../../shared/text/problems';
import { formatShape } from '../../shared/text/text';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editViewed, usePathOf } from '../app/state/opened-store';
import { ActivationCurve } from './activation-curve';
import { BlockInspector } from './block-inspector';
import { ExposedSettings } from './exposed-settings';
import { Facts, Section } from './facts';
import classes from './form.module.css';
import { InitializerMoments, Recommendation } from './initializer-note';
import { JacobianCard } from './jacobian';
import { LiveNumbers } from './live-numbers';
import { NameField } from './name-field';
import { ParameterForm } from './parameter-form';
import { Problems } from './problems';
import { SharedWeights } from './shared-weights';
import { inspectorWords } from './words';

function Sizes({ analysed }: { readonly analysed: NodeAnalysis }) {
  const t = useWords(inspectorWords);
  const { inputShapes, outputShape, parameterCount, trainableCount, flops } = analysed;
  const inputs = inputShapes.map((shape) => (shape ? formatShape(shape) : t('unknown')));
  const count = (value: number) => value.toLocaleString('en-US');
  const facts = [
    ...(inputs.length > 0
      ? [
          {
            key: 'input',
            label: t(inputs.length > 1 ? 'inputShapes' : 'inputShape'),
            value: inputs.join(' · '),
          },
        ]
      : []),
    {
      key: 'output',
      label: t('outputShape'),
      value: outputShape ? formatShape(outputShape) : t('unknown'),
    },
    { key: 'parameters', label: t('parameterCount'), value: count(parameterCount) },
    ...(trainableCount === parameterCount
      ? []
      : [{ key: 'trainable', label: t('trainableCount'), value: count(trainableCount) }]),
    { key: 'flops', label: t('flops'), value: count(flops) },
  ];
  return (
    <Section title={t('sizes')}>
      <Facts facts={facts} />
    </Section>
  );
}

/** Sentences of the problems of single fields, by the field's name. */
function useFieldFaults(analysed: NodeAnalysis | undefined): ReadonlyMap<string, string> {
  const locale = useLocale();
  return new Map(
    (analysed?.problems ?? [])
      .filter(({ place }) => place.parameter !== undefined)
      .map((problem) => [problem.place.parameter ?? '', describeProblem(problem, locale)]),
  );
}

function Activation({ analysed }: { readonly analysed: NodeAnalysis }) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const { activation, weights, node } = analysed;
  const definition = activation && CHOICE_CATALOGUES.activation.find(activation.kind);
  const kernel = weights.find(({ name }) => name === 'kernel');
  return (
    <>
      {kernel && (
        <div>
          <InitializerMoments weight={kernel} />
          {activation && (
            <Recommendation
              node={node.id}
              activation={activation}
              initializer={kernel.initializer}
            />
          )}
        </div>
      )}
      {activation && definition && (
        <Section title={t('activationCurve', { activation: say(definition.label) })}>
          <ActivationCurve choice={activation} />
        </Section>
      )}
    </>
  );
}

/** L1 and L2 of one layer: beside its own parameters, for every layer that owns kernels. */
function Penalties({ analysed }: { readonly analysed: NodeAnalysis }) {
  const t = useWords(inspectorWords);
  const { node, weights, weightsOf } = analysed;
  const hasKernel = weights.some(({ trainable, shape }) => trainable && isPenalised(shape));
  if (!hasKernel || weightsOf !== null) return null;
  return (
    <details className={classes.group}>
      <summary>{t('layerPenalties')}</summary>
      <ParameterForm
        key={`penalties of ${node.id}`}
        table={LAYER_PENALTIES}
        values={node.parameters}
        onChange={(name, value) =>
          editViewed((document) => setNodeParameters(document, node.id, { [name]: value }))
        }
      />
    </details>
  );
}

/** An instance of a block has a form of its own; what it means and what a run measured of it show as for a layer. */
export function NodeInspector({ node }: { readonly node: NetworkNode }) {
  const path = usePathOf(node.id);
  const block = useAnalysis((analysis) => analysis.blocks.get(path));
  if (node.kind !== BLOCK) return <LayerInspector node={node} />;
  return (
    <>
      <BlockInspector node={node} analysed={block} />
      <ExposedSettings node={node} />
      {block?.output && <LiveNumbers node={block.output} />}
      {block && <Sizes analysed={block} />}
    </>
  );
}

/** Everything about one layer: its form, what it means, and what a run measured of it. */
function LayerInspector({ node }: { readonly node: NetworkNode }) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const locale = useLocale();
  const path = usePathOf(node.id);
  const analysed = useAnalysis((analysis) => analysedAt(analysis, path));
  const faults = useFieldFaults(analysed);
  const definition = analysed?.definition;
  // A problem of one field stands at that field.
  const general = (analysed?.problems ?? []).filter(
    ({ place }) => place.parameter === undefined || !definition?.parameters[place.parameter],
  );
  const hasForm = definition && Object.keys(definition.parameters).length > 0;
  return (
    <>
      <div className={classes.section}>
        <NameField key={`name of ${node.id}`} node={node.id} name={node.name} />
        {definition ? (
          <p className={classes.text}>
            <strong>{say(definition.label)}</strong> · {say(definition.summary)}
          </p>
        ) : (
          <p className={classes.text}>{t('unknownKind', { kind: node.kind })}</p>
        )}
        {general.length > 0 && <Problems problems={general} />}
        {hasForm && (
          <ParameterForm
            // Another node's form starts with fields of its own: a half-written value stays with its node.
            key={`form of ${node.id}`}
            table={definition.parameters}
            values={node.parameters}
            faults={faults}
            onChange={(name, value) =>
              editViewed((document) => setNodeParameters(document, node.id, { [name]: value }))
            }
          />
        )}
        {analysed && <Penalties analysed={analysed} />}
        {analysed && (
          <SharedWeights
            node={node}
            weightsOf={analysed.weightsOf}
            hasWeights={analysed.weights.length > 0}
          />
        )}
        <ExposedSettings node={node} />
        {definition && !hasForm && <p className={classes.text}>{t('noParameters')}</p>}
        {analysed && <Activation analysed={analysed} />}
      </div>
      <LiveNumbers node={path} />
      <JacobianCard node={path} />
      {analysed && <Sizes analysed={analysed} />}
      {definition?.formula && (
        <Section title={t('formula')}>
          <p className={classes.formula}>{formulaIn(definition.formula, locale)}</p>
          <p className={classes.text}>
            {t('source')}: {definition.source}
          </p>
        </Section>
      )}
    </>
  );
}
