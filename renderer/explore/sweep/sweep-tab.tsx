import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useWords } from '../../app/i18n/i18n';
import { type Brushes, dimensionsOf, keptPoints } from './dimensions';
import { EarlierSweeps } from './earlier';
import { ParallelView } from './parallel-view';
import { PhaseView } from './phase-view';
import { SweepProgressView } from './progress';
import { RunsTable } from './runs-table';
import { Setup } from './setup';
import styles from './sweep.module.css';
import { type ShownSweep, useSweep, watchSweeps } from './sweep-store';
import { sweepWords } from './words';

/** Everything that a sweep found: pictures of it, and all of it in a table. */
function Found({ shown }: { readonly shown: ShownSweep }) {
  const { plan, outcomes } = shown;
  const [brushes, setBrushes] = useState<Brushes>({});
  const brushed = useDeferredValue(brushes);
  const dimensions = useMemo(() => dimensionsOf(plan, outcomes), [plan, outcomes]);
  const kept = useMemo(
    () => keptPoints(outcomes.length, dimensions, brushed),
    [outcomes.length, dimensions, brushed],
  );
  return (
    <>
      <SweepProgressView shown={shown} />
      <PhaseView shown={shown} />
      <ParallelView
        shown={shown}
        dimensions={dimensions}
        kept={kept}
        brushes={brushes}
        onBrush={setBrushes}
      />
      <RunsTable shown={shown} kept={kept} />
    </>
  );
}

/** Many runs at once: what to vary, how far it is, and what they came to. */
export function SweepTab() {
  const t = useWords(sweepWords);
  const { shown: told, isLoading } = useSweep();
  // A thousand runs are drawn in portions, so that keys and clicks get their turn in between.
  const shown = useDeferredValue(told, null);
  useEffect(() => watchSweeps(), []);
  return (
    <div className={styles.sweep}>
      <Setup />
      <EarlierSweeps />
      {!told && <p className={styles.nothing}>{t(isLoading ? 'loading' : 'empty')}</p>}
      {shown && <Found key={shown.sweep} shown={shown} />}
    </div>
  );
}
