import { ActionIcon, Tooltip } from '@mantine/core';
import { CircleHelp } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useWords } from '../../app/i18n/i18n';
import { inspectorWords } from '../words';
import classes from './field-frame.module.css';

/** What ties a control to its label, help and error. */
export interface ControlIds {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface FieldFrameProps {
  readonly label: string;
  readonly help: string;
  readonly error: string | null;
  /** Beside the label, for example a button. */
  readonly aside?: ReactNode;
  /** Label and control in one row, for a switch. */
  readonly inline?: boolean;
  readonly children: (ids: ControlIds) => ReactNode;
}

/** Label, help and error around a control: the same for every field of every form. */
export function FieldFrame(props: FieldFrameProps) {
  const { label, help, error, aside, inline, children } = props;
  const t = useWords(inspectorWords);
  const id = useId();
  const errorId = `${id} error`;
  const control = children({
    id,
    'aria-describedby': error ? errorId : undefined,
    'aria-invalid': error ? true : undefined,
  });
  return (
    <div className={classes.field} data-inline={inline || undefined}>
      <div className={classes.head}>
        <label htmlFor={id}>{label}</label>
        <Tooltip label={help} multiline w={260} withArrow={false}>
          <ActionIcon size={18} aria-label={t('help')} aria-description={help}>
            <CircleHelp size={13} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <span className={classes.aside}>{aside}</span>
      </div>
      {control}
      {error && (
        <p className={classes.error} id={errorId} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
