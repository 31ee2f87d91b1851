import { Select } from '@mantine/core';
import { shareWeights } from '../../shared/document/edits';
import type { NetworkNode } from '../../shared/document/schema';
import type { NodeAnalysis } from '../../shared/graph/analysis';
import { useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editDocument } from '../app/state/project-store';
import { nodeName } from '../canvas/document-selectors';
import { useSharingCandidates, useSharingMark } from '../canvas/sharing';
import { FieldFrame } from './fields/field-frame';
import classes from './form.module.css';
import { inspectorWords } from './words';

/** Mantine's Select takes no empty value, and no node has an empty id. */
const OWN = '';

/** Whose weights a layer computes with: its own, or those of another layer of its kind. */
export function SharedWeights({ analysed }: { readonly analysed: NodeAnalysis }) {
  const t = useWords(inspectorWords);
  const { node } = analysed;
  const candidates = useSharingCandidates(node);
  const mark = useSharingMark(node.id);
  // A layer that is not connected yet has no weights, but others of its kind may show that it will.
  const hasWeights = useAnalysis(({ nodes }) =>
    [node, ...candidates].some(({ id }) => (nodes.get(id)?.weights.length ?? 0) > 0),
  );
  const isSharing = node.weightsOf !== undefined;
  if (!isSharing && (!hasWeights || candidates.length === 0)) return null;
  return (
    <div className={classes.form}>
      <FieldFrame label={t('shareWith')} help={t('shareWithHelp')} error={null}>
        {(ids) => (
          <Select
            {...ids}
            searchable
            data={[
              { value: OWN, label: t('ownWeights') },
              ...candidates.map(({ id, name }) => ({ value: id, label: name || id })),
              ...missing(node, candidates),
            ]}
            value={node.weightsOf ?? OWN}
            allowDeselect={false}
            onChange={(owner) =>
              editDocument((document) => shareWeights(document, node.id, owner || null))
            }
          />
        )}
      </FieldFrame>
      {mark?.isOwner && <p className={classes.text}>{t('weightsUsed', { count: mark.count })}</p>}
      {analysed.weightsOf !== null && (
        <p className={classes.text}>
          {t('weightsShared', { owner: nodeName(analysed.weightsOf), count: mark?.count ?? 0 })}
        </p>
      )}
    </div>
  );
}

/** An owner that is not there stays in the list, so that the field shows what the document holds. */
const missing = ({ weightsOf }: NetworkNode, candidates: readonly NetworkNode[]) =>
  weightsOf === undefined || candidates.some(({ id }) => id === weightsOf)
    ? []
    : [{ value: weightsOf, label: weightsOf }];
