import { SegmentedControl, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Table } from '../../shared/csv';
import {
  HISTOGRAM_BINS,
  HISTOGRAM_TENSORS,
  type HistogramTensor,
} from '../../shared/telemetry/layout';
import { useWords } from '../app/i18n/i18n';
import classes from './monitor.module.css';
import { PanelFrame } from './panel-frame';
import { histogramsOf } from './ridge-model';
import { RidgePlot } from './ridge-plot';
import { hasRows, useWatched, type Watched } from './watched';
import { monitorWords } from './words';

/** Gradients and weights of different layers differ by powers of ten: on one axis most would be needles. */
const SHARED_AT_FIRST: Readonly<Record<HistogramTensor, boolean>> = {
  preactivation: true,
  activation: true,
  weight: true,
  gradient: false,
};

/** How the values of a tensor are spread, layer by layer, at the cursor. */
export function Distributions() {
  const t = useWords(monitorWords);
  const watched = useWatched();
  const [tensor, setTensor] = useState<HistogramTensor>('activation');
  const [shared, setShared] = useState(SHARED_AT_FIRST);
  const ready = hasRows(watched, 'histograms');
  return (
    <PanelFrame
      ready={ready}
      table={() => (ready ? distributionTable(watched, tensor) : null)}
      controls={
        <>
          <Switch
            size="xs"
            label={t('sharedAxis')}
            title={t('sharedAxisHelp')}
            checked={shared[tensor]}
            onChange={(event) => setShared({ ...shared, [tensor]: event.currentTarget.checked })}
          />
          <SegmentedControl
            aria-label={t('tensor')}
            size="xs"
            value={tensor}
            onChange={(value) => setTensor(value as HistogramTensor)}
            data={HISTOGRAM_TENSORS.map((value) => ({ value, label: t(value) }))}
          />
        </>
      }
    >
      {ready && <Ridges watched={watched} tensor={tensor} shared={shared[tensor]} />}
    </PanelFrame>
  );
}

function Ridges(props: {
  readonly watched: Watched;
  readonly tensor: HistogramTensor;
  readonly shared: boolean;
}) {
  const t = useWords(monitorWords);
  const { watched, tensor, shared } = props;
  const { recorded, step } = watched;
  const histograms = useMemo(() => {
    const row = recorded.telemetry.rowAt('histograms', step);
    return row ? histogramsOf(row, recorded.layout, tensor) : [];
  }, [recorded, step, tensor]);
  if (histograms.length === 0) return <p className={classes.nothing}>{t('noneMeasured')}</p>;
  return (
    <RidgePlot
      watched={watched}
      tensor={tensor}
      tensorName={t(tensor)}
      histograms={histograms}
      shared={shared}
    />
  );
}

/** A row for each layer and bin, at the cursor. */
function distributionTable({ recorded, step }: Watched, tensor: HistogramTensor): Table | null {
  const row = recorded.telemetry.rowAt('histograms', step);
  if (!row) return null;
  const rows = histogramsOf(row, recorded.layout, tensor).flatMap((histogram) => {
    const width = (histogram.maximum - histogram.minimum) / HISTOGRAM_BINS;
    return Array.from(histogram.counts, (count, bin) => [
      recorded.layout.layers[histogram.layer].name,
      tensor,
      row[0],
      histogram.minimum + bin * width,
      histogram.minimum + (bin + 1) * width,
      count,
    ]);
  });
  return { columns: ['layer', 'tensor', 'step', 'from', 'to', 'count'], rows };
}
