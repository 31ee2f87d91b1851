import { Handle, type NodeProps, Position } from '@xyflow/react';
import { CircleAlert, Link2, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { nodeKind } from '../../shared/catalogue/node-kinds';
import { BLOCK } from '../../shared/document/blocks';
import { analysedAt, shownLayerAt } from '../../shared/graph/analyse-blocks';
import type { Analysis } from '../../shared/graph/analysis';
import type { Problem } from '../../shared/text/problems';
import { useLocale, useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { pathOf } from '../app/state/opened-store';
import { categoryColour } from '../monitor/scale';
import { useBlockInputs } from './block-inputs';
import { useCanvas } from './canvas-store';
import { useNode } from './document-selectors';
import { EditMarkView } from './edit-mark-view';
import { useSeenEdit } from './edit-marks';
import type { NetworkFlowNode } from './flow-elements';
import { shapeText, shortCount } from './format';
import { headlineOf } from './headline';
import { LayerIcon } from './icons';
import classes from './network-node.module.css';
import { NodeReadings, NodeTint } from './node-readings-view';
import { useProblemSentence } from './problem-sentence';
import { hoverSharing, type SharingMark, useSharingMark } from './sharing';
import { canvasWords } from './words';

interface Facts {
  readonly shape: string | null;
  readonly parameterCount: number;
  readonly problems: readonly Problem[];
  /** The layer whose numbers of a run it shows. */
  readonly shown: string;
  /** Of an instance of a block: the layers inside, and the block's name. */
  readonly inside?: readonly string[];
  readonly block: string | null;
  readonly flops: number;
}

const NO_PROBLEMS: readonly Problem[] = [];
const NO_FACTS: Facts = {
  shape: null,
  parameterCount: 0,
  problems: NO_PROBLEMS,
  shown: '',
  block: null,
  flops: 0,
};

/** A block says its own problems first, then what is wrong inside; null where there is nothing. */
function problemsOf(analysis: Analysis, path: string): readonly Problem[] | null {
  const own = analysedAt(analysis, path)?.problems ?? NO_PROBLEMS;
  const inside = analysis.blocks.get(path)?.problemsInside ?? NO_PROBLEMS;
  if (own.length > 0) return own;
  return inside.length > 0 ? inside : null;
}

/** What a node shows of the analysis, compared field by field: another node's edit does not draw this one again. */
function useFacts(id: string): Facts {
  return useAnalysis(
    useShallow((analysis) => {
      const path = pathOf(id);
      const known = analysedAt(analysis, path);
      if (!known) return NO_FACTS;
      return {
        shape: known.outputShape ? shapeText(known.outputShape) : null,
        parameterCount: known.parameterCount,
        problems: problemsOf(analysis, path) ?? NO_PROBLEMS,
        shown: shownLayerAt(analysis, path),
        inside: analysis.blocks.get(path)?.inside,
        block: analysis.blocks.get(path)?.block.name ?? null,
        flops: known.flops,
      };
    }),
  );
}

function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const sentence = useProblemSentence();
  const isError = problems.some((problem) => problem.severity === 'error');
  const Icon = isError ? CircleAlert : TriangleAlert;
  return (
    <>
      <span className={classes.badge} data-severity={isError ? 'error' : 'warning'}>
        <Icon size={14} aria-hidden />
      </span>
      <div className={classes.sentences} data-severity={isError ? 'error' : 'warning'}>
        {problems.map((problem) => (
          <p key={`${problem.kind} ${problem.place.parameter ?? ''}`}>{sentence(problem)}</p>
        ))}
      </div>
    </>
  );
}

function Sharing({ mark }: { readonly mark: SharingMark }) {
  const t = useWords(canvasWords);
  const { isOwner, ownerName, count, index } = mark;
  const title = isOwner ? t('sharedBy', { count }) : t('sharedOf', { owner: ownerName, count });
  return (
    <span className={classes.sharing} style={{ color: categoryColour(index) }} title={title}>
      <Link2 size={14} aria-hidden />
    </span>
  );
}

const severityOf = (problems: readonly Problem[]): 'error' | 'warning' | undefined =>
  problems.find((problem) => problem.severity === 'error')?.severity ?? problems[0]?.severity;

const InputPort = ({ title }: { readonly title?: string }) => (
  <Handle type="target" position={Position.Left} className={classes.port} title={title} />
);

/** The port of a block takes all of its inputs, in order, and says their names. */
function BlockInputPort({ id }: { readonly id: string }) {
  const inputs = useBlockInputs(id);
  return (
    <>
      <InputPort title={inputs?.title} />
      {inputs && inputs.names.length > 1 && (
        <ol className={classes.inputs} aria-hidden>
          {inputs.names.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place; names may be equal
            <li key={index}>{name}</li>
          ))}
        </ol>
      )}
    </>
  );
}

function Ports({ id, kind }: { readonly id: string; readonly kind: string }) {
  const definition = nodeKind(kind);
  return (
    <>
      {definition?.inputs !== 'none' &&
        (kind === BLOCK ? <BlockInputPort id={id} /> : <InputPort />)}
      {definition?.hasOutput !== false && (
        <Handle type="source" position={Position.Right} className={classes.port} />
      )}
    </>
  );
}

/** A layer on the canvas. It asks for what it shows by its id; React Flow hands it the id and nothing else. */
export const NetworkNodeView = memo(function NetworkNodeView({
  id,
  selected,
}: NodeProps<NetworkFlowNode>) {
  const t = useWords(canvasWords);
  const locale = useLocale();
  const node = useNode(id);
  const { shape, parameterCount, problems, shown, inside, block, flops } = useFacts(id);
  const sharing = useSharingMark(id);
  const isFar = useCanvas((state) => state.isFar);
  const mark = useSeenEdit(({ marks }) => marks.get(id));
  if (!node) return null;
  const definition = nodeKind(node.kind);
  const label = definition?.label[locale] ?? node.kind;
  const name = node.name || label;
  const headline = inside
    ? t(inside.length === 1 ? 'blockHeadlineOne' : 'blockHeadline', {
        block: block ?? '',
        layers: inside.length,
      })
    : headlineOf(node, locale);
  return (
    <div
      className={classes.node}
      data-kind={node.kind}
      data-group={definition?.group ?? 'unknown'}
      data-selected={selected || undefined}
      data-severity={severityOf(problems)}
      data-far={isFar || undefined}
      data-change={mark?.type}
      data-sharing={sharing?.isLit ? 'lit' : undefined}
      onPointerEnter={() => hoverSharing(id)}
      onPointerLeave={() => hoverSharing(null)}
    >
      <NodeTint node={shown} inside={inside} />
      <Ports id={id} kind={node.kind} />
      {isFar ? (
        <div className={classes.farName}>{name}</div>
      ) : (
        <>
          <div className={classes.head}>
            <span className={classes.icon}>
              <LayerIcon name={definition?.icon ?? 'box'} />
            </span>
            <span className={classes.name} title={name}>
              {name}
            </span>
            {sharing && <Sharing mark={sharing} />}
          </div>
          <div className={classes.headline} title={headline}>
            {definition ? headline || label : t('unknownKind', { kind: node.kind })}
          </div>
          <div className={classes.sizes}>
            <span title={shape ? t('outputShape', { shape }) : t('unknownShape')}>
              → {shape ?? '?'}
            </span>
            {sharing && !sharing.isOwner && (
              <span className={classes.owner}>{t('sharedName', { owner: sharing.ownerName })}</span>
            )}
            {parameterCount > 0 && (
              <span title={t('parametersExact', { count: parameterCount.toLocaleString('en-US') })}>
                {t('parameters', { count: shortCount(parameterCount) })}
              </span>
            )}
            {inside && flops > 0 && (
              <span
                className={classes.owner}
                title={t('blockFlopsExact', { count: flops.toLocaleString('en-US') })}
              >
                {t('blockFlops', { count: shortCount(flops) })}
              </span>
            )}
          </div>
          <NodeReadings node={shown} inside={inside} />
        </>
      )}
      {problems.length > 0 && <Problems problems={problems} />}
      {mark && <EditMarkView mark={mark} isFar={isFar} />}
    </div>
  );
});
