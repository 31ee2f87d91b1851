import { Button, Collapse } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import type { StartReading } from '../../shared/diagnosis/start-reading';
import { useWords } from '../app/i18n/i18n';
import strip from '../app/shell/problem-strip.module.css';
import styles from './diagnosis.module.css';
import { EvidenceItems } from './evidence-items';
import { diagnosisWords } from './words';

interface SoundStartProps {
  readonly readings: readonly StartReading[];
  /** What stands at both ends of the line. */
  readonly head: ReactNode;
  readonly tail: ReactNode;
}

/** A network without a finding before its first step: what its start tells, unfolding below, the unusual apart. */
export function SoundStart({ readings, head, tail }: SoundStartProps) {
  const t = useWords(diagnosisWords);
  const [open, setOpen] = useState(false);
  const id = useId();
  const unusual = readings.filter(({ isUnusual }) => isUnusual);
  const usual = readings.filter(({ isUnusual }) => !isUnusual);
  const groups = [
    { heading: t('unusual'), members: unusual },
    { heading: t('usual'), members: usual },
  ].filter(({ members }) => members.length > 0);
  return (
    <>
      <div className={strip.line}>
        {head}
        <span className={strip.dim}>{t('healthyStart')}</span>
        {unusual.length > 0 && (
          <span className={styles.place}>{t('unusualCount', { count: unusual.length })}</span>
        )}
        <Button
          variant="default"
          size="compact-xs"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'close' : 'atTheStart')}
        </Button>
        {tail}
      </div>
      <Collapse expanded={open} id={id}>
        {open && (
          <div className={styles.details}>
            {groups.map(({ heading, members }) => (
              <section key={heading}>
                <h4 className={styles.heading}>{heading}</h4>
                <EvidenceItems items={members.map(({ evidence }) => evidence)} />
              </section>
            ))}
          </div>
        )}
      </Collapse>
    </>
  );
}
