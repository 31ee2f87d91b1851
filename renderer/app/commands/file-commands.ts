import { EXPORT_FORMATS } from '../../../shared/interop/formats';
import { RUN_EXPORT_FORMATS } from '../../../shared/interop/runs/formats';
import { fillText } from '../../../shared/text/text';
import { pickAndOpenRun } from '../../monitor/elsewhere';
import { exportRun } from '../../runs/export-run';
import { exportProject } from '../files/export-project';
import { chooseAndImportNetwork } from '../files/import-network';
import {
  closeProject,
  newProject,
  pickAndOpenProject,
  saveProject,
  saveProjectAs,
} from '../files/project-files';
import { useRun } from '../state/run-store';
import { isProjectOpen, useView } from '../state/view-store';
import type { Command } from './command';

const hasProject = (): boolean => isProjectOpen(useView.getState());

const exportCommands: readonly Command[] = EXPORT_FORMATS.map((format) => ({
  name: `file.export-${format.kind}`,
  group: 'file',
  label: fillText(
    { en: 'Export as {{format}}…', zh: '导出为 {{format}}……' },
    { format: format.label },
  ),
  isEnabled: hasProject,
  run: () => exportProject(format),
}));

/** Of the run that is shown. */
const runExportCommands: readonly Command[] = RUN_EXPORT_FORMATS.map((format) => ({
  name: `file.exportRun-${format.kind}`,
  group: 'file',
  label: fillText(
    { en: 'Export the run as {{format}}…', zh: '将训练记录导出为 {{format}}……' },
    { format: format.label },
  ),
  isEnabled: () => useRun.getState().telemetry !== null,
  run: async () => {
    const { run } = useRun.getState();
    if (run !== null) await exportRun(run, format);
  },
}));

export const fileCommands: readonly Command[] = [
  {
    name: 'file.new',
    group: 'file',
    label: { en: 'New project', zh: '新建项目' },
    shortcuts: ['Mod+N', 'Alt+N'],
    worksInFields: true,
    run: newProject,
  },
  {
    name: 'file.open',
    group: 'file',
    label: { en: 'Open…', zh: '打开……' },
    shortcuts: ['Mod+O'],
    worksInFields: true,
    run: pickAndOpenProject,
  },
  {
    name: 'file.openRun',
    group: 'file',
    label: { en: 'Open a run…', zh: '打开训练记录……' },
    run: pickAndOpenRun,
  },
  {
    name: 'file.save',
    group: 'file',
    label: { en: 'Save', zh: '保存' },
    shortcuts: ['Mod+S'],
    worksInFields: true,
    isEnabled: hasProject,
    run: async () => {
      await saveProject();
    },
  },
  {
    name: 'file.saveAs',
    group: 'file',
    label: { en: 'Save as…', zh: '另存为……' },
    shortcuts: ['Mod+Shift+S'],
    worksInFields: true,
    isEnabled: hasProject,
    run: async () => {
      await saveProjectAs();
    },
  },
  {
    name: 'file.import',
    group: 'file',
    label: { en: 'Import a network…', zh: '导入网络……' },
    run: chooseAndImportNetwork,
  },
  ...exportCommands,
  ...runExportCommands,
  {
    name: 'file.close',
    group: 'file',
    label: { en: 'Close project', zh: '关闭项目' },
    isEnabled: hasProject,
    run: closeProject,
  },
];
