import type { CliCommand } from '../command';

export const benchCommand: CliCommand = {
  name: 'bench',
  summary: {
    en: 'time the standard workloads: ms a step, plain and instrumented',
    zh: '测量标准任务的耗时：每步毫秒数，含与不含监测',
  },
  arguments: [],
  options: [],
  async run() {
    return null;
  },
};
