import { Button, Text, TextInput, UnstyledButton } from '@mantine/core';
import { Check, Search } from 'lucide-react';
import { useId, useState } from 'react';
import { FIRST_LAB, LABS } from '../../shared/labs';
import { LAB_CHAPTERS, type Lab } from '../../shared/labs/lab';
import { reportFailure } from '../app/host/report-failure';
import { useSay, useWords } from '../app/i18n/i18n';
import { LabPicture } from './figure';
import styles from './gallery.module.css';
import { openLab } from './open-lab';
import { useFinishedLabs } from './progress';
import { searchLabs } from './search';
import { labWords } from './words';

const open = (lab: Lab): void => {
  openLab(lab).catch(reportFailure);
};

/** The course on the start page: chapters of labs, each card with a picture of the failure that it shows. */
export function Gallery() {
  const t = useWords(labWords);
  const finished = useFinishedLabs();
  const [query, setQuery] = useState('');
  const heading = useId();
  const found = searchLabs(LABS, query);
  const isFirstVisit = finished.length === 0 && query.trim() === '';
  const shown = isFirstVisit ? found.filter((lab) => lab !== FIRST_LAB) : found;
  return (
    <section aria-labelledby={heading} className={styles.gallery}>
      <header className={styles.header}>
        <div className={styles.title}>
          <h2 id={heading}>{t('course')}</h2>
          <Text size="sm" c="dimmed">
            {t('courseIntroduction')}
          </Text>
        </div>
        <div className={styles.tools}>
          <Text size="sm" c="dimmed" className={styles.progress}>
            {t('progress', { done: countFinished(finished), count: LABS.length })}
          </Text>
          <TextInput
            type="search"
            aria-label={t('search')}
            placeholder={t('searchHint')}
            leftSection={<Search size={14} aria-hidden />}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            className={styles.search}
          />
        </div>
      </header>
      <div role="status" className={styles.srOnly}>
        {query.trim() === '' ? '' : t('found', { count: found.length })}
      </div>
      {isFirstVisit && <FirstCard lab={FIRST_LAB} />}
      {found.length === 0 && (
        <div className={styles.empty}>
          <Text c="dimmed">{t('nothingFound', { query: query.trim() })}</Text>
          <Button variant="default" onClick={() => setQuery('')}>
            {t('clearSearch')}
          </Button>
        </div>
      )}
      <div className={styles.chapters}>
        {LAB_CHAPTERS.map((chapter) => (
          <Chapter
            key={chapter.id}
            title={chapter.title}
            labs={shown.filter((lab) => lab.chapter === chapter.id)}
            finished={finished}
          />
        ))}
      </div>
    </section>
  );
}

/** Settings may name labs of a newer version: only those that exist here count. */
const countFinished = (finished: readonly string[]): number =>
  LABS.filter(({ id }) => finished.includes(id)).length;

function Chapter({
  title,
  labs,
  finished,
}: {
  readonly title: Lab['title'];
  readonly labs: readonly Lab[];
  readonly finished: readonly string[];
}) {
  const say = useSay();
  const heading = useId();
  if (labs.length === 0) return null;
  return (
    <section
      aria-labelledby={heading}
      className={styles.chapter}
      style={{ '--labs': labs.length } as React.CSSProperties}
    >
      <h3 id={heading}>{say(title)}</h3>
      <ul className={styles.grid}>
        {labs.map((lab) => (
          <li key={lab.id}>
            <LabCard lab={lab} isFinished={finished.includes(lab.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function LabCard({ lab, isFinished }: { readonly lab: Lab; readonly isFinished: boolean }) {
  const t = useWords(labWords);
  const say = useSay();
  return (
    <UnstyledButton className={styles.card} onClick={() => open(lab)} data-lab={lab.id}>
      <span className={styles.picture}>
        <LabPicture figure={lab.figure} />
      </span>
      <span className={styles.cardTitle}>
        <span className={styles.id}>{lab.id}</span>
        <span>{say(lab.title)}</span>
      </span>
      <span className={styles.failure}>{say(lab.failure)}</span>
      {isFinished && (
        <span className={styles.done}>
          <Check size={12} aria-hidden /> {t('trained')}
        </span>
      )}
    </UnstyledButton>
  );
}

/** The larger card of a first visit. */
function FirstCard({ lab }: { readonly lab: Lab }) {
  const t = useWords(labWords);
  const say = useSay();
  return (
    <UnstyledButton className={styles.firstCard} onClick={() => open(lab)} data-lab={lab.id}>
      <span className={styles.firstPicture}>
        <LabPicture figure={lab.figure} />
        <span className={styles.caption}>{say(lab.figure.caption)}</span>
      </span>
      <span className={styles.firstText}>
        <span className={styles.eyebrow}>{t('startHere')}</span>
        <span className={styles.firstTitle}>{say(lab.title)}</span>
        <span className={styles.failure}>{say(lab.failure)}</span>
        <span className={styles.openButton}>{t('openLab')}</span>
      </span>
    </UnstyledButton>
  );
}
