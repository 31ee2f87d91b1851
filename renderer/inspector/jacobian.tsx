import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Jacobian } from '../../shared/telemetry/jacobian';
import { isOver } from '../../shared/telemetry/protocol';
import { useSay, useWords } from '../app/i18n/i18n';
import { measureJacobian } from '../app/run/control';
import { useRun } from '../app/state/run-store';
import { formatNumber } from '../monitor/scale';
import { formatStep } from '../monitor/time-axis';
import { Facts, Section } from './facts';
import classes from './form.module.css';
import bars from './jacobian.module.css';
import { inspectorWords } from './words';

const WIDTH = 272;
const HEIGHT = 84;
/** Room for the axis on the left. */
const AXIS = 44;
/** So many bars leave no gap between each other. */
const CLOSE = 64;
/** Decades below the largest singular value that are drawn; 32-bit floats know no more. */
const DECADES = 6;
const TICKS = [0, 2, 4];

type Spectrum = Jacobian['spectra'][number];

/** Height of a bar on a logarithmic axis that ends at the largest value. */
const heightOf = (value: number, largest: number): number =>
  value > 0 ? HEIGHT * Math.max(0, 1 + Math.log10(value / largest) / DECADES) : 0;

function Bars({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const [largest] = values;
  const width = (WIDTH - AXIS) / values.length;
  return (
    <svg className={bars.bars} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {values.map((value, index) => {
        const height = heightOf(value, largest);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a singular value has no name but its rank.
            key={index}
            x={AXIS + index * width}
            y={HEIGHT - height}
            width={width * (values.length > CLOSE ? 1 : 0.8)}
            height={height}
          />
        );
      })}
      {TICKS.map((decade) => (
        <text key={decade} x={AXIS - 6} y={(decade / DECADES) * HEIGHT + 8} textAnchor="end">
          {formatNumber(largest / 10 ** decade)}
        </text>
      ))}
    </svg>
  );
}

function SpectrumView({ spectrum }: { readonly spectrum: Spectrum }) {
  const t = useWords(inspectorWords);
  const { from, outputs, inputs, singularValues, effectiveRank, condition } = spectrum;
  const title = t(`jacobian.${from}`, { outputs, inputs });
  const [largest] = singularValues;
  const smallest = singularValues[singularValues.length - 1];
  const figures = {
    title,
    count: singularValues.length,
    largest: formatNumber(largest),
    smallest: formatNumber(smallest),
  };
  return (
    <>
      <p className={classes.text}>{title}</p>
      <Bars values={singularValues} label={t('jacobianBars', figures)} />
      <Facts
        facts={[
          { key: 'largest', label: t('singularLargest'), value: figures.largest },
          { key: 'smallest', label: t('singularSmallest'), value: figures.smallest },
          {
            key: 'rank',
            label: t('effectiveRank'),
            value: t('rankOf', { rank: formatNumber(effectiveRank), count: figures.count }),
          },
          {
            key: 'condition',
            label: t('condition'),
            value: condition === null ? '∞' : formatNumber(condition),
          },
        ]}
      />
    </>
  );
}

/** Singular values of a node's Jacobian, measured when asked for; nothing for nodes that the watched run does not have. */
export function JacobianCard({ node }: { readonly node: string }) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const isMeasured = useRun(({ layout }) => layout?.layers.some((one) => one.node === node));
  const isActive = useRun(({ state }) => state !== null && !isOver(state.phase));
  const report = useRun(({ jacobians }) => jacobians.get(node));
  const [sample, setSample] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  if (!isMeasured) return null;
  const measure = async (): Promise<void> => {
    setBusy(true);
    await measureJacobian({ node, sample: sample === null ? null : sample - 1 });
    setBusy(false);
  };
  return (
    <Section title={t('jacobian')}>
      <p className={classes.text}>{t('jacobianTells')}</p>
      <NumberInput
        label={t('jacobianSample')}
        placeholder={t('jacobianFirst')}
        min={1}
        allowDecimal={false}
        value={sample ?? ''}
        onChange={(value) => setSample(typeof value === 'number' && value >= 1 ? value : null)}
      />
      <Button variant="default" loading={isBusy} onClick={() => void measure()}>
        {t('jacobianMeasure')}
      </Button>
      {!isActive && <p className={classes.text}>{t('jacobianOver')}</p>}
      {report && (
        <>
          <p className={classes.text}>
            {t('jacobianAt', { step: formatStep(report.step), sample: report.sample + 1 })}
          </p>
          {report.spectra.map((spectrum) => (
            <SpectrumView key={spectrum.from} spectrum={spectrum} />
          ))}
          {report.refusals.map((refusal) => (
            <p key={refusal.en} className={classes.text}>
              {say(refusal)}
            </p>
          ))}
        </>
      )}
    </Section>
  );
}
