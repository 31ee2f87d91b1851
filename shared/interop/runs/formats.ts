import type { StoredRun } from '../../host-data';
import type { ExchangeFile, ExportFormat } from '../exchange';

/** A format that what a run reported is written in. */
export interface RunExporter extends ExportFormat {
  write(run: StoredRun): readonly ExchangeFile[];
}

export const tensorboardFormat: ExportFormat = {
  kind: 'tensorboard',
  label: { en: 'TensorBoard events', zh: 'TensorBoard 事件文件' },
  help: {
    en: 'A folder that TensorBoard reads: losses, metrics, every layer’s measures, histograms.',
    zh: '可由 TensorBoard 读取的文件夹：损失、指标、各层的测量值与直方图。',
  },
  extension: '',
};

export const csvFormat: ExportFormat = {
  kind: 'csv',
  label: { en: 'CSV tables', zh: 'CSV 表格' },
  help: {
    en: 'A folder of tables, one a kind of measurement, with a line for every row that the run kept.',
    zh: '由表格组成的文件夹，每类测量一个表格，训练记录保留的每一行对应一行。',
  },
  extension: '',
};

/** The names of all formats that runs are written in: for menus and help, which need not load what writes them. */
export const RUN_EXPORT_FORMATS: readonly ExportFormat[] = [tensorboardFormat, csvFormat];
