import { NativeSelect } from '@mantine/core';
import { memo } from 'react';
import {
  COLUMN_ENCODINGS,
  COLUMN_ROLES,
  type ColumnSettings,
  MISSING_VALUE_POLICIES,
} from '../../shared/document/schema';
import type { ColumnSummary } from '../../shared/host-data';
import { useWords } from '../app/i18n/i18n';
import { ColumnFacts } from './column-facts';
import { setColumn } from './data-edits';
import styles from './data-panel.module.css';
import { editData } from './edit-data';
import { dataWords } from './words';

const ROLE_WORDS = { feature: 'roleFeature', target: 'roleTarget', ignore: 'roleIgnore' } as const;

interface ColumnCardProps {
  readonly column: ColumnSettings;
  /** Undefined while the data cannot be read. */
  readonly summary: ColumnSummary | undefined;
}

const change = (name: string, settings: Partial<ColumnSettings>): void =>
  editData((document) => setColumn(document, name, settings));

/** How one column is used, beside what it holds. */
export const ColumnCard = memo(function ColumnCard({ column, summary }: ColumnCardProps) {
  const t = useWords(dataWords);
  const { name, role } = column;
  return (
    <li className={styles.column} data-role={role}>
      <div className={styles.columnHead}>
        <span className={styles.columnName} title={name}>
          {name}
        </span>
        <NativeSelect
          size="xs"
          aria-label={t('role', { column: name })}
          value={role}
          onChange={(event) =>
            change(name, { role: event.currentTarget.value as ColumnSettings['role'] })
          }
          data={COLUMN_ROLES.map((value) => ({ value, label: t(ROLE_WORDS[value]) }))}
        />
      </div>
      {summary && <ColumnFacts summary={summary} />}
      {role !== 'ignore' && (
        <div className={styles.columnTools}>
          <EncodingSelect column={column} />
          <MissingSelect column={column} missing={summary?.missing} />
        </div>
      )}
    </li>
  );
});

function EncodingSelect({ column }: { readonly column: ColumnSettings }) {
  const t = useWords(dataWords);
  const { name, role, encoding, categories } = column;
  const labels = {
    number: t('encodingNumber'),
    category: t(role === 'target' ? 'encodingClass' : 'encodingCategory'),
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={t('encoding', { column: name })}
      value={encoding}
      onChange={(event) =>
        change(name, { encoding: event.currentTarget.value as ColumnSettings['encoding'] })
      }
    >
      {COLUMN_ENCODINGS.map((value) => (
        // Without listed categories a one-hot encoding has no width: the column has too many values for one.
        <option
          key={value}
          value={value}
          disabled={value === 'category' && categories.length === 0}
          title={categories.length === 0 ? t('tooManyValues') : undefined}
        >
          {labels[value]}
        </option>
      ))}
    </NativeSelect>
  );
}

function MissingSelect({
  column,
  missing,
}: {
  readonly column: ColumnSettings;
  readonly missing: number | undefined;
}) {
  const t = useWords(dataWords);
  if (missing === 0) return <span className={styles.noneMissing}>{t('missingNone')}</span>;
  const labels = {
    mean: t(column.encoding === 'category' ? 'missingFrequency' : 'missingMean'),
    drop: t('missingDrop'),
    refuse: t('missingRefuse'),
  };
  // An invented answer would be learned as if it were true: a target is never filled.
  const policies = MISSING_VALUE_POLICIES.filter(
    (policy) => policy !== 'mean' || column.role === 'feature',
  );
  const value = policies.includes(column.missing) ? column.missing : 'drop';
  return (
    <>
      {missing !== undefined && (
        <span className={styles.someMissing}>{t('missingCount', { count: missing })}</span>
      )}
      <NativeSelect
        size="xs"
        aria-label={t('missing', { column: column.name })}
        value={value}
        onChange={(event) =>
          change(column.name, {
            missing: event.currentTarget.value as ColumnSettings['missing'],
          })
        }
        data={policies.map((policy) => ({ value: policy, label: labels[policy] }))}
      />
    </>
  );
}
