import { VisuallyHidden } from '@mantine/core';
import { type ComponentType, lazy, memo, type PropsWithChildren, Suspense } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { Canvas } from '../../canvas/canvas';
import { Monitor } from '../../monitor/monitor';
import { useWords } from '../i18n/i18n';
import { FailureBanner } from '../run/failure-banner';
import { type Screen, useView } from '../state/view-store';
import { LAYOUT } from '../theme/tokens';
import { CollapsiblePanel } from './collapsible-panel';
import { ErrorBoundary } from './error-boundary';
import { REGION_ATTRIBUTE } from './focus-regions';
import { InspectorPanel } from './inspector-panel';
import { togglePanel, useCollapsed } from './panels';
import { ProblemStrip } from './problem-strip';
import { SidePanel } from './side-panel';
import { SkipLinks } from './skip-links';
import { TopBar } from './top-bar';
import { shellWords } from './words';
import styles from './workbench.module.css';

const region = { [REGION_ATTRIBUTE]: '' };
const CANVAS_ID = 'canvas-region';
const MONITOR_ID = 'monitor-region';

function CanvasRegion({ children }: PropsWithChildren) {
  const t = useWords(shellWords);
  return (
    <section
      id={CANVAS_ID}
      className={styles.canvasColumn}
      aria-label={t('canvas')}
      tabIndex={-1}
      {...region}
    >
      {children}
    </section>
  );
}

/** Choosing a chart in the collapsed monitor's row of tabs asks to see it. */
const openMonitor = (): void => {
  if (useCollapsed.getState().monitor) togglePanel('monitor', true);
};

const ExplorePage = lazy(async () => ({
  default: (await import('../../explore/explore-page')).ExplorePage,
}));

const TrialPage = lazy(async () => ({
  default: (await import('../../diagnosis/trial-page')).TrialPage,
}));

/** What covers the workbench, by the screen that asks for it. */
const PAGES: Partial<Readonly<Record<Screen, ComponentType>>> = {
  explore: ExplorePage,
  trial: TrialPage,
};

/** The workbench: palette, data and lab at the left, the canvas over the monitor, the inspector at the right. */
export function Workbench() {
  const Page = useView((state) => PAGES[state.screen]);
  return (
    <div className={styles.workbench}>
      <SkipLinks canvas={CANVAS_ID} monitor={MONITOR_ID} />
      <TopBar />
      <div className={styles.body}>
        {/* Hidden, not gone: the canvas keeps its view, and charts their sizes. */}
        <div className={styles.columns} data-covered={Page !== undefined || undefined}>
          <Columns />
        </div>
        {Page && (
          <Suspense>
            <Page />
          </Suspense>
        )}
      </div>
    </div>
  );
}

const Columns = memo(function Columns() {
  const t = useWords(shellWords);
  return (
    <>
      {/* Separators stand between the panels, so the landmark is around them all. */}
      <Group className={styles.group} id="workbench" role="main">
        <CollapsiblePanel name="left">
          <SidePanel />
        </CollapsiblePanel>
        <Separator className={styles.separator} aria-label={t('resizeLeft')} />
        <Panel id="centre" minSize={LAYOUT.canvasMinimum}>
          <Group orientation="vertical" id="centre-rows">
            <Panel id="canvas" minSize={LAYOUT.canvasMinimum}>
              <CanvasRegion>
                <ProblemStrip />
                <FailureBanner />
                <div className={styles.canvas}>
                  <ErrorBoundary>
                    <Canvas />
                  </ErrorBoundary>
                </div>
              </CanvasRegion>
            </Panel>
            <Separator className={styles.rowSeparator} aria-label={t('resizeMonitor')} />
            <CollapsiblePanel name="monitor">
              <div
                id={MONITOR_ID}
                className={styles.monitor}
                tabIndex={-1}
                {...region}
                onClickCapture={openMonitor}
              >
                <VisuallyHidden>
                  <h2>{t('monitor')}</h2>
                </VisuallyHidden>
                <ErrorBoundary>
                  <Monitor />
                </ErrorBoundary>
              </div>
            </CollapsiblePanel>
          </Group>
        </Panel>
        <Separator className={styles.separator} aria-label={t('resizeRight')} />
        <CollapsiblePanel name="right">
          <InspectorPanel />
        </CollapsiblePanel>
      </Group>
    </>
  );
});
