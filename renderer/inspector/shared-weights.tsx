import { Select } from '@mantine/core';
import { shareWeights } from '../../shared/document/edits';
import type { NetworkNode } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editViewed, pathOf } from '../app/state/opened-store';
import { useSharingCandidates, useSharingMark } from '../canvas/sharing';
import { FieldFrame } from './fields/field-frame';
import classes from './form.module.css';
import { inspectorWords } from './words';

/** Mantine's Select takes no empty value, and no node has an empty id. */
const OWN = '';

interface SharedWeightsProps {
  readonly node: NetworkNode;
  /** The owner whose weights it computes with; null where they are its own. */
  readonly weightsOf: string | null;
  readonly hasWeights: boolean;
}

/** Whose weights a layer or block computes with: its own, or those of another one of its kind. */
export function SharedWeights({ node, weightsOf, hasWeights }: SharedWeightsProps) {
  const t = useWords(inspectorWords);
  const candidates = useSharingCandidates(node);
  const mark = useSharingMark(node.id);
  // A layer that is not connected yet has no weights, but others of its kind may show that it will.
  const othersHave = useAnalysis(({ nodes }) =>
    candidates.some(({ id }) => (nodes.get(pathOf(id))?.weights.length ?? 0) > 0),
  );
  const isSharing = node.weightsOf !== undefined;
  if (!isSharing && (candidates.length === 0 || !(hasWeights || othersHave))) return null;
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
              editViewed((document) => shareWeights(document, node.id, owner || null))
            }
          />
        )}
      </FieldFrame>
      {mark?.isOwner && <p className={classes.text}>{t('weightsUsed', { count: mark.count })}</p>}
      {weightsOf !== null && mark && (
        <p className={classes.text}>
          {t('weightsShared', { owner: mark.ownerName, count: mark.count })}
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
