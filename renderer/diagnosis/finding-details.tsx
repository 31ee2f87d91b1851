import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { findCause } from '../../shared/diagnosis/causes';
import { describeEdit } from '../../shared/diagnosis/describe-edit';
import type { Finding } from '../../shared/diagnosis/finding';
import { remediesFor } from '../../shared/diagnosis/repair';
import { labsShowing } from '../../shared/labs';
import { reportFailure } from '../app/host/report-failure';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { leaveEdit, pinEdit, pointAtEdit } from '../app/state/shown-edit-store';
import { applyEdit } from './apply-edit';
import styles from './diagnosis.module.css';
import { EvidenceItems } from './evidence-items';
import { tryRemedy } from './trial-store';
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

/** The remedies of a finding, applied to the document as it is. */
function useOffered({ remedies, nodes }: Finding) {
  const locale = useLocale();
  const document = useProject((state) => state.document);
  return useMemo(
    () =>
      remediesFor(document, { remedies, nodes }, locale).map(({ remedy, document: edited }) => ({
        remedy,
        edited,
        changes: describeEdit(document, edited),
      })),
    [document, remedies, nodes, locale],
  );
}

function Remedies({ finding }: { readonly finding: Finding }) {
  const t = useWords(diagnosisWords);
  const say = useSay();
  const offered = useOffered(finding);
  // What is closed points at nothing any more.
  useEffect(() => leaveEdit, []);
  return (
    <section>
      <h4 className={styles.heading}>{t('remedies')}</h4>
      {offered.length === 0 && <p className={styles.text}>{t('noRemedy')}</p>}
      <ol className={styles.remedies}>
        {offered.map(({ remedy, edited, changes }) => (
          <li
            key={remedy.kind}
            className={styles.remedy}
            onPointerEnter={() => pointAtEdit({ ...remedy, after: edited })}
            onPointerLeave={leaveEdit}
            onFocus={() => pointAtEdit({ ...remedy, after: edited })}
            onBlur={leaveEdit}
          >
            <div className={styles.remedyText}>
              <span>{say(remedy.label)}</span>
              <span className={styles.changes}>
                {changes.map((change) => say(change)).join(' · ')}
              </span>
            </div>
            <div className={styles.choice}>
              <Button
                size="compact-xs"
                variant="default"
                title={t('showHelp')}
                aria-label={`${t('show')}: ${say(remedy.label)}`}
                data-show={remedy.kind}
                onClick={() => pinEdit({ ...remedy, after: edited })}
              >
                {t('show')}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                title={t('tryHelp')}
                aria-label={`${t('tryIt')}: ${say(remedy.label)}`}
                onClick={() => void tryRemedy(remedy.kind, edited).catch(reportFailure)}
              >
                {t('tryIt')}
              </Button>
              <Button
                size="compact-xs"
                variant="default"
                title={t('applyHelp')}
                aria-label={`${t('apply')}: ${say(remedy.label)}`}
                onClick={() => applyEdit(remedy.label, edited)}
              >
                {t('apply')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </section>
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
