import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import {
  BoxSelect,
  type LucideIcon,
  Map as MapIcon,
  Maximize,
  Waypoints,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { memo } from 'react';
import { useLocale, useWords } from '../app/i18n/i18n';
import { OVERLAYS, type Overlay, useView } from '../app/state/view-store';
import { arrange } from './actions';
import { useCanvas } from './canvas-store';
import classes from './toolbar.module.css';
import { fitAll, zoomBy } from './view-actions';
import { canvasWords } from './words';

/** Chooses what the canvas colours nodes and edges by. */
export const OverlaySwitch = memo(function OverlaySwitch() {
  const t = useWords(canvasWords);
  const overlay = useView((state) => state.overlay);
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('overlay')}
      value={overlay}
      onChange={(value) => useView.setState({ overlay: value as Overlay })}
      data={OVERLAYS.map((value) => ({ value, label: t(`overlay.${value}`) }))}
    />
  );
});

interface ToolProps {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}

function Tool({ label, icon: Icon, pressed, onClick }: ToolProps) {
  return (
    <Tooltip label={label} position="right">
      <ActionIcon
        aria-label={label}
        aria-pressed={pressed}
        data-active={pressed || undefined}
        className={classes.tool}
        onClick={onClick}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Zoom, fit, layout, minimap and selection mode, at the canvas's corner. */
export const CanvasTools = memo(function CanvasTools() {
  const t = useWords(canvasWords);
  useLocale();
  const showMinimap = useCanvas((state) => state.showMinimap);
  const selectMode = useCanvas((state) => state.selectMode);
  return (
    <div className={classes.tools} role="toolbar" aria-label={t('controls')}>
      <Tool label={t('zoomIn')} icon={ZoomIn} onClick={() => zoomBy('in')} />
      <Tool label={t('zoomOut')} icon={ZoomOut} onClick={() => zoomBy('out')} />
      <Tool label={t('fit')} icon={Maximize} onClick={fitAll} />
      <Tool label={t('layout')} icon={Waypoints} onClick={() => void arrange()} />
      <Tool
        label={t('selectMode')}
        icon={BoxSelect}
        pressed={selectMode}
        onClick={() => useCanvas.setState({ selectMode: !selectMode })}
      />
      <Tool
        label={t('minimap')}
        icon={MapIcon}
        pressed={showMinimap}
        onClick={() => useCanvas.setState({ showMinimap: !showMinimap })}
      />
    </div>
  );
});
