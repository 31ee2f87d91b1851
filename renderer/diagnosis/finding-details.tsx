import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { findCause } from '../../shared/diagnosis/causes';
import { describeEdit } from '../../shared/diagnosis/describe-edit';
import type { Finding } from '../../shared/diagnosis/finding';
import { type Offer, remediesFor } from '../../shared/diagnosis/repair';
import type { ProjectDocument } from '../../shared/document/schema';
import { labsShowing } from '../../shared/labs';
import { reportFailure } from '../app/host/report-failure';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { leaveEdit, pinEdit, pointAtEdit } from '../app/state/shown-edit-store';
import { applyEdit } from './apply-edit';
import styles from './diagnosis.module.css';
import { EditChoice } from './edit-choice';
import { EvidenceItems } from './evidence-items';
import { measureEdit, useMeasuredEdits } from './measured-edits';
import { tryEdit } from './trial-store';
import { diagnosisWords } from './words';

function EvidenceList({ finding }: { readonly finding: Finding }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  return (
    <section>
      <h4 className={styles.heading}>{t('evidence')}</h4>
      <EvidenceItems items={finding.evidence} />
      {finding.consequences.length > 0 && (
        <>
          <h4 className={styles.heading}>{t('consequences')}</h4>
          <ul className={styles.list}>
            {finding.consequences.map(({ kind, text }) => (
              <li key={kind}>{say(text)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Reason({ finding }: { readonly finding: Finding }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const cause = findCause(finding.cause);
  if (!cause) return null;
  return (
    <section>
      <h4 className={styles.heading}>{t('reason')}</h4>
      <p className={styles.text}>{say(cause.why)}</p>
      <p className={styles.source}>{t('source', { source: cause.source })}</p>
      {labsShowing(cause.kind).map(({ id, title }) => (
        <p key={id} className={styles.source}>
          {t('seeLab', { id, title: say(title) })}
        </p>
      ))}
    </section>
  );
}

type OfferOf<Document> = Extract<Offer, { readonly document: Document }>;

/** A remedy as it is offered: its edit, or how far the run is that has to tell it. */
interface Offered {
  readonly remedy: Offer['remedy'];
  /** Null before it is measured. */
  readonly edited: ProjectDocument | null;
  readonly text: string;
  /** The edit, measured first where it has to be; null where there is none. */
  edit(): Promise<ProjectDocument | null>;
}

/** The remedies of a finding, applied to the document as it is. */
function useOffered({ remedies, nodes }: Finding): readonly Offered[] {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const locale = useLocale();
  const document = useProject((state) => state.document);
  const measured = useMeasuredEdits();
  return useMemo(() => {
    const known = measured.document === document ? measured.byRemedy : null;
    const changesOf = (edited: ProjectDocument): string =>
      describeEdit(document, edited)
        .map((change) => say(change))
        .join(' · ');
    const made = ({ remedy, document: edited }: OfferOf<ProjectDocument>): Offered => ({
      remedy,
      edited,
      text: changesOf(edited),
      edit: () => Promise.resolve(edited),
    });
    const toMeasure = ({ remedy }: OfferOf<null>): Offered => {
      const state = known?.get(remedy.kind);
      const edited = typeof state === 'object' ? state : null;
      const texts = { measuring: t('measuring'), none: say(remedy.measurement.none) };
      return {
        remedy,
        edited,
        text: edited
          ? changesOf(edited)
          : typeof state === 'string'
            ? texts[state]
            : say(remedy.measurement.label),
        edit: () => measureEdit(remedy, nodes),
      };
    };
    return remediesFor(document, { remedies, nodes }, locale).map((offer) =>
      offer.document ? made(offer) : toMeasure(offer),
    );
  }, [document, remedies, nodes, locale, measured, say, t]);
}

function Remedies({ finding }: { readonly finding: Finding }) {
  const t = useWords(diagnosisWords);
  const offered = useOffered(finding);
  // What is closed points at nothing any more.
  useEffect(() => leaveEdit, []);
  return (
    <section>
      <h4 className={styles.heading}>{t('remedies')}</h4>
      {offered.length === 0 && <p className={styles.text}>{t('noRemedy')}</p>}
      <ol className={styles.remedies}>
        {offered.map((offer) => (
          <RemedyItem key={offer.remedy.kind} offer={offer} />
        ))}
      </ol>
    </section>
  );
}

function RemedyItem({ offer }: { readonly offer: Offered }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const { remedy, edited, text } = offer;
  const label = say(remedy.label);
  const point = (): void => {
    if (edited) pointAtEdit({ ...remedy, after: edited });
  };
  const withEdit = (act: (edited: ProjectDocument) => unknown) => (): void =>
    void offer
      .edit()
      .then((found) => found && act(found))
      .catch(reportFailure);
  return (
    <li
      className={styles.remedy}
      onPointerEnter={point}
      onPointerLeave={leaveEdit}
      onFocus={point}
      onBlur={leaveEdit}
    >
      <div className={styles.remedyText}>
        <span>{label}</span>
        <span className={styles.changes} role={'measurement' in remedy ? 'status' : undefined}>
          {text}
        </span>
      </div>
      <EditChoice
        label={label}
        onTry={withEdit((after) => tryEdit({ ...remedy, after }))}
        onApply={withEdit((after) => applyEdit(remedy.label, after))}
      >
        <Button
          size="compact-xs"
          variant="default"
          title={t('showHelp')}
          aria-label={`${t('show')}: ${label}`}
          data-show={remedy.kind}
          onClick={withEdit((after) => pinEdit({ ...remedy, after }))}
        >
          {t('show')}
        </Button>
      </EditChoice>
    </li>
  );
}

/** A finding opened: what proves it, what follows, why it happens, and edits that may cure it. */
export function FindingDetails({
  finding,
  titled,
}: {
  readonly finding: Finding;
  /** Several are shown: each says its name. */
  readonly titled: boolean;
}) {
  const say = useSay();
  return (
    <article className={styles.finding}>
      {titled && <h3 className={styles.title}>{say(finding.title)}</h3>}
      <div className={styles.columns}>
        <EvidenceList finding={finding} />
        <Reason finding={finding} />
        <Remedies finding={finding} />
      </div>
    </article>
  );
}
