import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPreparedData } from '../../../main/services/data/prepared';
import { dense, head, modelOf, opsOf } from '../../unit/engine/support';
import { on } from './case';
import { ExportRuns, PYTHON } from './python';

const runs = new ExportRuns();

/** Makes tests/fixtures/runs/elsewhere.vprun anew: `MAKE_RUN=1 npx vitest run tests/oracle/pytorch/make-run.test.ts`. */
test.skipIf(PYTHON === null || !process.env.MAKE_RUN)(
  'ELSEWHERE-5: the run of the fixture is written by the recorder itself',
  async () => {
    const document = {
      ...on([dense('hidden', 8, 'relu'), dense('deeper', 6, 'tanh'), head(3)], {
        epochs: 2,
        batchSize: 40,
      }),
      name: 'Irises, trained elsewhere',
      data: { ...on([]).data, dataset: { kind: 'iris', parameters: {} } },
    };
    const data = await loadPreparedData(document, { projectFolder: null, importFolder: '' });
    if (!data.ok) throw new Error(data.failure.text.en);
    const model = modelOf(document, await opsOf('wasm'));
    const weights = model.weights.toRecords();
    runs.write('fixture', { document, weights, data: data.value });
    expect(runs.script('fixture')).toMatchObject({ status: 0 });
    const written = join(runs.home, 'fixture', 'run.vprun');
    copyFileSync(written, join(import.meta.dirname, '../../fixtures/runs/elsewhere.vprun'));
  },
);
