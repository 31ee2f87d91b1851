import { Button, Collapse, UnstyledButton } from '@mantine/core';
import { CircleAlert, CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Finding } from '../../../shared/diagnosis/finding';
import type { Problem } from '../../../shared/text/problems';
import { FindingLine } from '../../diagnosis/finding-line';
import { useDiagnosis, watchDiagnosis } from '../../diagnosis/findings-store';
import { watchStart } from '../../diagnosis/measure-start';
import { ShownEditBar } from '../../diagnosis/shown-edit-bar';
import { SoundStart } from '../../diagnosis/sound-start';
import { TrialBar } from '../../diagnosis/trial-bar';
import { diagnosisWords } from '../../diagnosis/words';
import { ProblemList } from '../../inspector/problem-list';
import { useLocale, useWords } from '../i18n/i18n';
import { useAnalysis } from '../state/analysis';
import { revealProblem, sayProblem } from '../state/problems';
import styles from './problem-strip.module.css';
import { shellWords } from './words';

/** `12,345` below a million, then `1.2M`: sizes are compared, not counted. */
const compact = (value: number): string =>
  new Intl.NumberFormat('en-US', {
    notation: value >= 1e6 ? 'compact' : 'standard',
    maximumFractionDigits: 1,
  }).format(value);

function Totals() {
  const t = useWords(shellWords);
  const totals = useAnalysis((analysis) => analysis.totals);
  const layers = useAnalysis((analysis) => analysis.nodes.size);
  return (
    <span className={styles.totals}>
      {t('totals', {
        layers: compact(layers),
        parameters: compact(totals.parameters),
        flops: compact(totals.flops),
      })}
    </span>
  );
}

/** Without a fault: nothing drawn yet, a run, or a start whose figures unfold. */
function Healthy({ empty }: { readonly empty: boolean }) {
  const t = useWords(shellWords);
  const told = useWords(diagnosisWords);
  const of = useDiagnosis((state) => state.of);
  const readings = useDiagnosis((state) => state.readings);
  if (empty) {
    return (
      <div className={styles.line}>
        <CircleDashed size={16} aria-hidden className={styles.dim} />
        <span className={styles.sentence}>{t('emptyNetwork')}</span>
      </div>
    );
  }
  const head = (
    <>
      <CircleCheck size={16} aria-hidden className={styles.good} />
      <span className={styles.state}>{t('ready')}</span>
    </>
  );
  if (of === 'start') return <SoundStart readings={readings} head={head} tail={<Totals />} />;
  return (
    <div className={styles.line}>
      {head}
      {of === 'run' && <span className={styles.dim}>{told('healthyRun')}</span>}
      <Totals />
    </div>
  );
}

function Troubled({ problems }: { readonly problems: readonly Problem[] }) {
  const t = useWords(shellWords);
  const locale = useLocale();
  const [open, setOpen] = useState(false);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const [first] = problems;
  const Icon = errors > 0 ? CircleAlert : TriangleAlert;
  const counts = [
    errors > 0 && t('errors', { count: errors }),
    warnings > 0 && t('warnings', { count: warnings }),
  ].filter((part) => part !== false);
  return (
    <>
      <div className={styles.line} data-severity={errors > 0 ? 'error' : 'warning'}>
        <Icon size={16} aria-hidden className={styles.sign} />
        <UnstyledButton
          className={styles.counts}
          aria-expanded={open}
          aria-label={`${t('showAll')}: ${counts.join(', ')}`}
          onClick={() => setOpen(!open)}
        >
          {counts.join(' · ')}
        </UnstyledButton>
        <span className={styles.sentence}>{sayProblem(first, locale)}</span>
        <Button variant="default" size="compact-xs" onClick={() => revealProblem(first)}>
          {t('jump')}
        </Button>
      </div>
      <Collapse expanded={open}>
        <div className={styles.list}>
          <ProblemList />
        </div>
      </Collapse>
    </>
  );
}

/**
 * What stands between the network and training, in one line; the whole list unfolds below. What keeps it from training
 * comes first, then what is wrong with how it trains.
 */
export function ProblemStrip() {
  const t = useWords(shellWords);
  const problems = useAnalysis((analysis) => analysis.problems);
  const empty = useAnalysis((analysis) => analysis.nodes.size === 0);
  const findings = useDiagnosis((state) => state.findings);
  useEffect(() => {
    const stops = [watchStart(), watchDiagnosis()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <section className={styles.strip} aria-label={t('problems')}>
      <Line empty={empty} problems={problems} findings={findings} />
      <ShownEditBar />
      <TrialBar />
    </section>
  );
}

interface LineProps {
  readonly empty: boolean;
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
}

function Line({ empty, problems, findings }: LineProps) {
  const isStopped = problems.some(({ severity }) => severity === 'error');
  if (empty) return <Healthy empty />;
  if (isStopped) return <Troubled problems={problems} />;
  if (findings.length > 0) return <FindingLine findings={findings} />;
  return problems.length > 0 ? <Troubled problems={problems} /> : <Healthy empty={false} />;
}
