import { ActionIcon, Button, Slider, Tooltip } from '@mantine/core';
import { ChevronLeft, ChevronRight, Maximize2, Radio, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../app/i18n/i18n';
import { useTelemetryFrame } from '../app/state/run-store';
import { cursorIndex, useCursorControl } from './cursor';
import classes from './monitor.module.css';
import { formatStep } from './time-axis';
import { monitorWords } from './words';

/** The scrubber over all recorded steps of the run: every chart and every node shows the step it stands on. */
export function TimeCursor() {
  const t = useWords(monitorWords);
  useTelemetryFrame();
  const control = useCursorControl();
  const { step, range } = control.store();
  const isGrowing = control.subject.useGrowing();
  const steps = control.subject.steps();
  const last = steps.length - 1;
  const index = cursorIndex(steps, step);
  const empty = last < 0;
  const shown = empty ? 0 : steps[index];
  const sentence = empty
    ? t('noSteps')
    : t('stepOf', { step: formatStep(shown), last: formatStep(steps[last]) });
  return (
    <div className={classes.timeCursor} data-testid="time-cursor" data-step={shown}>
      <IconButton label={t('back')} disabled={index <= 0} onClick={() => control.move(-1)}>
        <ChevronLeft size={14} />
      </IconButton>
      <IconButton
        label={t('forward')}
        disabled={empty || step === null}
        onClick={() => control.move(1)}
      >
        <ChevronRight size={14} />
      </IconButton>
      <Slider
        className={classes.slider}
        size={4}
        label={null}
        min={0}
        max={Math.max(1, last)}
        step={1}
        value={Math.max(0, index)}
        disabled={last < 1}
        onChange={control.setIndex}
        thumbLabel={t('cursor')}
        thumbValueText={sentence}
        thumbSize={14}
      />
      <Tooltip label={`${t('cursorHelp')} ${t('brushHint')}`} multiline w={320}>
        <span className={classes.stepLabel} data-testid="cursor-label">
          {sentence}
        </span>
      </Tooltip>
      <Tooltip label={t('liveHelp')}>
        <Button
          size="compact-xs"
          variant={step === null ? 'light' : 'default'}
          leftSection={<Radio size={12} />}
          aria-pressed={step === null}
          disabled={empty}
          onClick={control.goLive}
        >
          {t(isGrowing ? 'live' : 'newest')}
        </Button>
      </Tooltip>
      <div className={classes.zoom}>
        {range && (
          <Button
            size="compact-xs"
            variant="light"
            leftSection={<Maximize2 size={12} />}
            onClick={control.resetZoom}
            title={t('zoomReset')}
            data-testid="zoom-reset"
          >
            {t('zoomed', { from: formatStep(range[0]), to: formatStep(range[1]) })}
          </Button>
        )}
        <IconButton label={t('zoomIn')} disabled={last < 2} onClick={() => control.zoomBy('in')}>
          <ZoomIn size={14} />
        </IconButton>
        <IconButton label={t('zoomOut')} disabled={!range} onClick={() => control.zoomBy('out')}>
          <ZoomOut size={14} />
        </IconButton>
      </div>
    </div>
  );
}

function IconButton(props: {
  readonly label: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Tooltip label={props.label}>
      <ActionIcon
        size={24}
        aria-label={props.label}
        disabled={props.disabled}
        onClick={props.onClick}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}
