import {
  canPause,
  canReset,
  canStep,
  isRunActive,
  pause,
  reset,
  startOrResume,
  stepOnce,
  stop,
  toggleRun,
} from '../run/control';
import { crossValidate } from '../run/cross-validate';
import { findLearningRate } from '../run/rate-test';
import { changeSettings, useSettings } from '../settings/settings';
import { useCrossValidation } from '../state/cross-validation-store';
import { isRateTestShown } from '../state/rate-test-store';
import { useRun } from '../state/run-store';
import { useView } from '../state/view-store';
import type { Command } from './command';

const inWorkbench = (): boolean => useView.getState().screen === 'workbench';

export const trainingCommands: readonly Command[] = [
  {
    name: 'training.toggle',
    group: 'training',
    label: { en: 'Train, pause or resume', zh: '训练、暂停或继续' },
    shortcuts: ['Space', 'Mod+Enter'],
    isEnabled: inWorkbench,
    run: toggleRun,
  },
  {
    name: 'training.start',
    group: 'training',
    label: { en: 'Train', zh: '训练' },
    isEnabled: () => inWorkbench() && !canPause(),
    run: startOrResume,
  },
  {
    name: 'training.pause',
    group: 'training',
    label: { en: 'Pause', zh: '暂停' },
    isEnabled: canPause,
    run: pause,
  },
  {
    name: 'training.step',
    group: 'training',
    label: { en: 'One step', zh: '单步' },
    shortcuts: ['Mod+Shift+Enter'],
    isEnabled: () => inWorkbench() && canStep(),
    run: stepOnce,
  },
  {
    name: 'training.stop',
    group: 'training',
    label: { en: 'Stop', zh: '停止' },
    shortcuts: ['Mod+.'],
    isEnabled: isRunActive,
    run: stop,
  },
  {
    name: 'training.continue',
    group: 'training',
    label: { en: 'Train on: more epochs…', zh: '接着训练：更多轮次……' },
    isEnabled: () =>
      inWorkbench() &&
      canReset() &&
      !isRunActive() &&
      !isRateTestShown() &&
      useRun.getState().elsewhere === null,
    // Its form comes with the workbench, not with the start page.
    run: async () => (await import('../../runs/continue-run')).continueShownRun(),
  },
  {
    name: 'training.find-rate',
    group: 'training',
    label: { en: 'Find a learning rate', zh: '寻找学习率' },
    isEnabled: () => inWorkbench() && !isRunActive(),
    run: () => {
      // What it finds is told there.
      useView.setState({ inspectorTab: 'training' });
      return findLearningRate();
    },
  },
  {
    name: 'training.cross-validate',
    group: 'training',
    label: { en: 'Cross-validation', zh: '交叉验证' },
    isEnabled: () => inWorkbench() && !isRunActive(),
    run: () => {
      // The table stands there.
      useView.setState({ monitorTab: 'runs' });
      return crossValidate(useCrossValidation.getState().chosen);
    },
  },
  {
    name: 'training.reset',
    group: 'training',
    label: { en: 'Reset charts', zh: '重置图表' },
    isEnabled: canReset,
    run: reset,
  },
  {
    name: 'training.notice-of-end',
    group: 'training',
    label: { en: 'Say when a long run is over', zh: '长时间训练结束时通知' },
    isOn: () => useSettings.getState().settings.noticeOfEnd,
    isEnabled: () => useSettings.getState().info?.host === 'desktop',
    run: () => changeSettings({ noticeOfEnd: !useSettings.getState().settings.noticeOfEnd }),
  },
];
