import { Select, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useWords } from '../../app/i18n/i18n';
import styles from '../data-panel.module.css';
import { sampleRows, tellingColumns } from '../samples';
import { dataWords } from '../words';
import type { PictureProps } from './picture';
import { Scatter } from './scatter';

const oneGroup = (): number => 0;

/** Two features by class, or the target against one feature; it starts with the features that tell most. */
export function TablePicture({ preview, shape }: PictureProps) {
  const t = useWords(dataWords);
  const [chosen, setChosen] = useState<{ readonly x?: string; readonly y?: string }>({});
  const rows = useMemo(() => sampleRows(preview), [preview]);
  const telling = useMemo(() => tellingColumns(rows, shape), [rows, shape]);
  const names = shape.featureNames;
  const isClass = shape.classNames.length > 0;
  const columnOf = (name: string | undefined, rank: number): number => {
    const own = name === undefined ? -1 : names.indexOf(name);
    return own >= 0 ? own : (telling[rank] ?? telling[0]);
  };
  const xColumn = columnOf(chosen.x, 0);
  const yColumn = columnOf(chosen.y, 1);
  const axes = useMemo(
    () => ({
      x: (row: number) => rows.feature(row, xColumn),
      y: isClass ? (row: number) => rows.feature(row, yColumn) : rows.target,
    }),
    [rows, xColumn, yColumn, isClass],
  );
  if (names.length === 0 || rows.count === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noPicture')}
      </Text>
    );
  }
  const xName = names[xColumn];
  const yName = isClass ? names[yColumn] : shape.targetNames[0];
  const label = isClass
    ? t('planePicture', {
        count: rows.count,
        classes: shape.classNames.length,
        x: xName,
        y: yName,
      })
    : t('valuePicture', { count: rows.count, x: xName, y: yName });
  return (
    <>
      <Scatter
        label={label}
        count={rows.count}
        {...axes}
        group={isClass ? rows.target : oneGroup}
        xName={xName}
        yName={yName}
      />
      <div className={styles.axes}>
        <Select
          label={t('horizontal')}
          data={[...new Set(names)]}
          value={xName}
          searchable
          allowDeselect={false}
          onChange={(x) => x && setChosen({ ...chosen, x })}
        />
        {isClass && (
          <Select
            label={t('vertical')}
            data={[...new Set(names)]}
            value={yName}
            searchable
            allowDeselect={false}
            onChange={(y) => y && setChosen({ ...chosen, y })}
          />
        )}
      </div>
    </>
  );
}
