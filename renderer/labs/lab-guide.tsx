import { Button, Text } from '@mantine/core';
import { ChevronLeft, ChevronRight, RotateCcw } from 'lucide-react';
import { LABS } from '../../shared/labs';
import { LAB_CHAPTERS, type Lab } from '../../shared/labs/lab';
import { reportFailure } from '../app/host/report-failure';
import { useLocale, useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { tellFinding } from './expected-finding';
import styles from './lab-panel.module.css';
import { LabStepItem } from './lab-step';
import { applyLabDocument, isAtLabDocument, openLab } from './open-lab';
import { TrainButton } from './train-button';
import { labWords } from './words';

/** One lab beside its network: title, training, explanation, what to try, sources, and the way to its neighbours. */
export function LabGuide({ lab }: { readonly lab: Lab }) {
  const t = useWords(labWords);
  const say = useSay();
  const chapter = LAB_CHAPTERS.find(({ id }) => id === lab.chapter);
  return (
    <article className={styles.guide} aria-label={say(lab.title)}>
      <header>
        <p className={styles.eyebrow}>
          {lab.id}
          {chapter && ` · ${say(chapter.title)}`}
        </p>
        <h2>{say(lab.title)}</h2>
        <p className={styles.failure}>{say(lab.failure)}</p>
      </header>
      <div className={styles.actions}>
        <TrainButton />
        <RestoreButton lab={lab} />
      </div>
      <section>
        <h3>{t('expected')}</h3>
        <p>{say(lab.expected)}</p>
      </section>
      <section>
        <h3>{t('names')}</h3>
        <p>{say(tellFinding(lab.finding))}</p>
      </section>
      <section>
        <h3>{t('why')}</h3>
        {lab.explanation.map((paragraph) => (
          <p key={paragraph.en}>{say(paragraph)}</p>
        ))}
      </section>
      <section>
        <h3>{t('toTry')}</h3>
        <ol className={styles.steps}>
          {lab.steps.map((step, index) => (
            <LabStepItem key={step.text.en} lab={lab} step={step} number={index + 1} />
          ))}
        </ol>
      </section>
      <section>
        <h3>{t('sources')}</h3>
        <ul className={styles.sources}>
          {lab.source.map((source) => (
            <li key={source}>{source}</li>
          ))}
        </ul>
      </section>
      <Neighbours lab={lab} />
    </article>
  );
}

/** Shown only while the project differs from the lab as it opens. */
function RestoreButton({ lab }: { readonly lab: Lab }) {
  const t = useWords(labWords);
  const locale = useLocale();
  const isOriginal = useProject(({ document }) => isAtLabDocument(document, lab.document, locale));
  if (isOriginal) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      leftSection={<RotateCcw size={14} aria-hidden />}
      onClick={() => applyLabDocument(lab.document)}
    >
      {t('restore')}
    </Button>
  );
}

function Neighbours({ lab }: { readonly lab: Lab }) {
  const t = useWords(labWords);
  const say = useSay();
  const place = LABS.indexOf(lab);
  const previous = LABS[place - 1];
  const next = LABS[place + 1];
  const open = (other: Lab) => () => {
    openLab(other).catch(reportFailure);
  };
  return (
    <nav aria-label={t('otherLabs')} className={styles.neighbours}>
      {next && (
        <Button
          variant="default"
          justify="space-between"
          rightSection={<ChevronRight size={14} aria-hidden />}
          onClick={open(next)}
          className={styles.neighbour}
        >
          {t('next', { title: say(next.title) })}
        </Button>
      )}
      {previous && (
        <Button
          variant="subtle"
          color="gray"
          justify="flex-start"
          leftSection={<ChevronLeft size={14} aria-hidden />}
          onClick={open(previous)}
          className={styles.neighbour}
        >
          {t('previous', { title: say(previous.title) })}
        </Button>
      )}
      <Text size="xs" c="dimmed">
        {place + 1} / {LABS.length}
      </Text>
    </nav>
  );
}
