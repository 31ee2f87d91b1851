import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../app/i18n/i18n';
import styles from './diagnosis.module.css';
import { diagnosisWords } from './words';

interface EditChoiceProps {
  /** What the edit is called, for those who hear the buttons; left out where what stands beside them says it. */
  readonly label?: string;
  /** What leads to the edit on the canvas, or back from it. */
  readonly children: ReactNode;
  /** Null for one that is being tried. */
  readonly onTry: (() => void) | null;
  readonly onApply: () => void;
}

/** What can be done with an edit that is offered. */
export function EditChoice({ label, children, onTry, onApply }: EditChoiceProps) {
  const t = useWords(diagnosisWords);
  const named = (word: string): string | undefined =>
    label === undefined ? undefined : `${word}: ${label}`;
  return (
    <div className={styles.choice}>
      {children}
      {onTry && (
        <Button
          size="compact-xs"
          variant="default"
          title={t('tryHelp')}
          aria-label={named(t('tryIt'))}
          onClick={onTry}
        >
          {t('tryIt')}
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="default"
        title={t('applyHelp')}
        aria-label={named(t('apply'))}
        onClick={onApply}
      >
        {t('apply')}
      </Button>
    </div>
  );
}
