import { useMemo } from 'react';
import { useWords } from '../../app/i18n/i18n';
import { sampleRows } from '../samples';
import { dataWords } from '../words';
import type { PictureProps } from './picture';
import { Scatter } from './scatter';

const oneGroup = (): number => 0;

/** One feature and a value: the curve to fit. */
export function CurvePicture({ preview, shape }: PictureProps) {
  const t = useWords(dataWords);
  const rows = useMemo(() => sampleRows(preview), [preview]);
  const x = useMemo(() => (row: number) => rows.feature(row, 0), [rows]);
  const xName = shape.featureNames[0];
  const yName = shape.targetNames[0];
  return (
    <Scatter
      label={t('valuePicture', { count: rows.count, x: xName, y: yName })}
      count={rows.count}
      x={x}
      y={rows.target}
      group={oneGroup}
      xName={xName}
      yName={yName}
    />
  );
}
