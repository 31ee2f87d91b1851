import { useMemo } from 'react';
import { useWords } from '../../app/i18n/i18n';
import { sampleRows } from '../samples';
import { dataWords } from '../words';
import type { PictureProps } from './picture';
import { Scatter } from './scatter';

/** Two features: where the classes lie in the plane. */
export function PlanePicture({ preview, shape }: PictureProps) {
  const t = useWords(dataWords);
  const rows = useMemo(() => sampleRows(preview), [preview]);
  const axes = useMemo(
    () => ({
      x: (row: number) => rows.feature(row, 0),
      y: (row: number) => rows.feature(row, 1),
    }),
    [rows],
  );
  const [xName, yName] = shape.featureNames;
  return (
    <Scatter
      label={t('planePicture', {
        count: rows.count,
        classes: shape.classNames.length,
        x: xName,
        y: yName,
      })}
      count={rows.count}
      {...axes}
      group={rows.target}
      xName={xName}
      yName={yName}
      isSquare
    />
  );
}
