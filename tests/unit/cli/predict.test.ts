import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { serializeProject } from '../../../shared/document/file';
import type { Choice, ProjectDocument } from '../../../shared/document/schema';
import { decodeRunFile, encodeRunFile } from '../../../shared/telemetry/run-file';
import { documentWith, feature } from '../data/document';
import { inFolder } from './in-folder';

type Folder = ReturnType<typeof inFolder>;

/** Input, a hidden layer, Output, over a CSV beside the project (or other data). */
function project(
  data: Partial<ProjectDocument['data']> & Pick<ProjectDocument['data'], 'dataset'>,
  { outputs, loss, flatten = false }: { outputs: number; loss: string; flatten?: boolean },
): ProjectDocument {
  const document = documentWith(data, loss);
  const dense = (units: number, activation: string) => ({
    kind: 'dense',
    parameters: { units, activation: { kind: activation, parameters: {} } },
  });
  const kinds = [
    { kind: 'input', parameters: {} },
    ...(flatten ? [{ kind: 'flatten', parameters: {} }] : []),
    dense(12, 'tanh'),
    dense(outputs, 'linear'),
    { kind: 'output', parameters: {} },
  ];
  const nodes = kinds.map((one, at) => ({
    ...one,
    id: `n${at}`,
    name: `n${at}`,
    position: { x: 100 * at, y: 0 },
  }));
  const edges = nodes.slice(1).map(({ id }, at) => ({
    id: `e${at}`,
    source: nodes[at].id,
    target: id,
    targetPort: 'in',
  }));
  const parameters: Choice['parameters'] = loss === 'meanSquaredError' ? {} : { fromLogits: true };
  return {
    ...document,
    network: { nodes, edges, comments: [] },
    training: {
      ...document.training,
      loss: { kind: loss, parameters },
      learningRate: 0.02,
      epochs: 20,
      backend: 'wasm',
    },
  };
}

const FRUIT = [
  feature('weight'),
  feature('colour', { encoding: 'category', categories: ['green', 'red'] }),
  feature('kind', { role: 'target', encoding: 'category', categories: ['apple', 'pear', 'plum'] }),
];

/** A table with gaps in which the kind follows from weight and colour. */
function fruit(rows: number): string[] {
  return Array.from({ length: rows }, (_, at) => {
    const weight = 20 + ((at * 37) % 200);
    const colour = at % 3 === 0 ? 'red' : 'green';
    const kind = weight < 80 ? 'plum' : colour === 'red' ? 'apple' : 'pear';
    return `${at % 11 === 5 ? '' : weight},${at % 13 === 7 ? 'NA' : colour},${kind}`;
  });
}

async function trainedFruit({ folder, run }: Folder): Promise<readonly string[]> {
  const rows = fruit(240);
  writeFileSync(join(folder, 'fruit.csv'), `weight,colour,kind\n${rows.join('\n')}\n`);
  const data = {
    dataset: { kind: 'csv', parameters: { file: 'fruit.csv', hash: '' } },
    columns: FRUIT,
    standardizeFeatures: true,
    validationShare: 0.25,
  };
  const document = project(data, { outputs: 3, loss: 'categoricalCrossEntropy' });
  writeFileSync(join(folder, 'net.vpnet'), serializeProject(document));
  const { status, error } = await run('train', 'net.vpnet', '--out', 'net.vprun');
  expect(error).not.toMatch(/cannot/);
  expect(status).toBe(0);
  return rows;
}

const predict = ({ run }: Folder, ...more: string[]) =>
  run('predict', 'net.vpnet', '--run', 'net.vprun', ...more);

const csvRows = (text: string): string[][] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(','));

describe('predict', () => {
  it('CLI-62: every row of a table gets its class and probabilities, as accurately as the run says of its validation share', async () => {
    const place = inFolder();
    const rows = await trainedFruit(place);
    const { status, out, error } = await predict(place, '--input', 'fruit.csv');
    expect(status).toBe(0);
    expect(error).toBe('Predicted 240 samples with step 120 of net.vprun.\n');
    const [head, ...answers] = csvRows(out);
    expect(head).toEqual(['line', 'class', 'p(apple)', 'p(pear)', 'p(plum)']);
    expect(answers.map(([line]) => Number(line))).toEqual(rows.map((_, at) => at + 2));
    for (const [, predicted, ...shares] of answers) {
      const numbers = shares.map(Number);
      expect(numbers.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
      const best = ['apple', 'pear', 'plum'][numbers.indexOf(Math.max(...numbers))];
      expect(predicted).toBe(best);
    }
    const decoded = await decodeRunFile(readFileSync(join(place.folder, 'net.vprun')));
    if (!decoded.ok) throw new Error(decoded.failure.text.en);
    const told = decoded.value.run.summary.validationMetrics?.accuracy as number;
    const { splitRows } = await import('../../../shared/data/split');
    const truth = rows.map((text) => text.split(',')[2]);
    const classes = truth.map((kind) => ['apple', 'pear', 'plum'].indexOf(kind));
    const split = { count: rows.length, validationShare: 0.25, seed: 1, classes };
    const held = [...splitRows(split).validation];
    const right = held.filter((at) => answers[at][1] === truth[at]).length;
    expect(right / held.length).toBeCloseTo(told, 6);
    expect(told).toBeGreaterThan(0.7);
  }, 60_000);

  it('CLI-62: columns are found by name in any order, delimiter, encoding and format; the run alone is enough', async () => {
    const place = inFolder();
    await trainedFruit(place);
    const { folder } = place;
    writeFileSync(join(folder, 'a.csv'), 'weight,colour\n50.5,red\n150,green\n,red\n');
    const text = '备注;colour;weight\n苹果;red;50,5\n梨子;green;150\n苹果;red;\n';
    writeFileSync(join(folder, 'b.csv'), Buffer.from(`\ufeff${text}`, 'utf16le'));
    const chinese = Buffer.from('b1b8d7a2', 'hex');
    const gbk = [chinese, Buffer.from(',colour,weight\n'), chinese, Buffer.from(',red,50.5\n')];
    writeFileSync(join(folder, 'd.csv'), Buffer.concat(gbk));
    const list = [
      { colour: 'red', weight: 50.5 },
      { weight: 150, colour: 'green' },
      { weight: null, colour: 'red' },
    ];
    writeFileSync(join(folder, 'c.json'), JSON.stringify(list));
    // What the run was trained on is gone: it keeps what it learned of it.
    writeFileSync(join(folder, 'fruit.csv'), 'nothing\n');
    const first = await predict(place, '--input', 'a.csv');
    expect(first.status).toBe(0);
    expect((await predict(place, '--input', 'b.csv')).out).toBe(first.out);
    const fromChinese = await predict(place, '--input', 'd.csv');
    expect(first.out.startsWith(fromChinese.out)).toBe(true);
    expect(fromChinese.error).toMatch(/^“d\.csv” is not UTF-8 and was read as Chinese text/);
    const json = await predict(place, '--input', 'c.json', '--json');
    const told = JSON.parse(json.out);
    expect(told).toMatchObject({
      samples: 3,
      withoutAnswer: 0,
      classes: ['apple', 'pear', 'plum'],
    });
    const [, ...lines] = csvRows(first.out);
    expect(told.predictions).toEqual(
      lines.map(([, predicted, ...shares], entry) => ({
        entry,
        predicted,
        probabilities: Object.fromEntries(
          shares.map((share, at) => [['apple', 'pear', 'plum'][at], Number(share)]),
        ),
      })),
    );
    const written = await predict(place, '--input', 'a.csv', '--out', 'out.json');
    expect(written.out).toContain('out.json');
    const kept = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8'));
    expect(kept.map(({ line }: { line: number }) => line)).toEqual([2, 3, 4]);
    const again = await predict(place, '--input', 'a.csv', '--out', 'out.json');
    expect(again.error).toMatch(/^out\.json exists already/);
  }, 60_000);

  it('CLI-63: what cannot be read is refused with its row and column, and no file is begun', async () => {
    const place = inFolder();
    await trainedFruit(place);
    const refuse = async (input: string, content: string | Buffer) => {
      writeFileSync(join(place.folder, input), content);
      const outcome = await predict(place, '--input', input, '--out', 'out.csv');
      expect(outcome.status).toBe(1);
      return outcome.error;
    };
    const many = 'weight,colour\n'.concat('70,red\n'.repeat(9000));
    expect(await refuse('word.csv', `${many}heavy,red\n`)).toBe(
      'word.csv: Line 9002, column “weight”: “heavy” is not a number. Correct it, or encode the column as a category.\n',
    );
    expect(await refuse('blue.csv', 'weight,colour\n70,red\n80,blue\n')).toMatch(
      /^blue\.csv: Line 3, column “colour”: “blue” is not one of the column’s categories \(“green”, “red”\)/,
    );
    expect(await refuse('short.csv', 'weight,colour\n70,red\n80\n')).toMatch(
      /^short\.csv: Line 3 of “short\.csv” has 1 field where 2 are expected/,
    );
    expect(await refuse('other.csv', 'mass,colour\n70,red\n')).toBe(
      'other.csv: The data has no column “weight”. Its columns are: “mass”, “colour”.\n',
    );
    expect(
      await refuse('deep.json', '[{"weight":1,"colour":"red"},{"weight":[2],"colour":"red"}]'),
    ).toMatch(/^deep\.json: Entry \[1\] of “deep\.json” is no object with a single value/);
    expect(
      await refuse('western.csv', Buffer.from('weight,colour\n70,gr\xfcn\n', 'latin1')),
    ).toMatch(/^western\.csv: Line 2 of “western\.csv” is not UTF-8/);
    expect(() => readFileSync(join(place.folder, 'out.csv'))).toThrow();
    const { run } = place;
    expect((await run('predict', 'net.vpnet', '--input', 'a.csv')).error).toMatch(/--run RUN/);
    expect((await predict(place)).error).toMatch(/--input FILE/);
    expect((await predict(place, '--input', 'none.csv')).error).toMatch(/does not exist/);
    expect(
      (await run('predict', 'net.vpnet', '--run', 'net.vpnet', '--input', 'blue.csv')).error,
    ).toMatch(/^net\.vpnet is not a run/);
  }, 60_000);

  it('CLI-64: values come back in the unit of the target, also of a run that kept no scaling', async () => {
    const place = inFolder();
    const { folder, run } = place;
    const rows = Array.from({ length: 120 }, (_, at) => [at % 12, 5000 + 800 * (at % 12)]);
    writeFileSync(
      join(folder, 'rent.csv'),
      `rooms,rent\n${rows.map((row) => row.join()).join('\n')}\n`,
    );
    const data = {
      dataset: { kind: 'csv', parameters: { file: 'rent.csv', hash: '' } },
      columns: [feature('rooms'), feature('rent', { role: 'target' })],
      standardizeFeatures: true,
      standardizeTarget: true,
    };
    const document = project(data, { outputs: 1, loss: 'meanSquaredError' });
    writeFileSync(join(folder, 'net.vpnet'), serializeProject(document));
    await run('train', 'net.vpnet', '--epochs', '60', '--out', 'net.vprun');
    writeFileSync(join(folder, 'ask.csv'), 'rooms\n2\n9\n');
    const answered = await predict(place, '--input', 'ask.csv');
    const [head, ...answers] = csvRows(answered.out);
    expect(head).toEqual(['line', 'rent']);
    for (const [at, rent] of [6600, 12_200].entries()) {
      expect(Math.abs(Number(answers[at][1]) - rent)).toBeLessThan(400);
    }
    const bytes = readFileSync(join(folder, 'net.vprun'));
    const decoded = await decodeRunFile(bytes);
    if (!decoded.ok) throw new Error(decoded.failure.text.en);
    const { encoding: _encoding, ...old } = decoded.value;
    writeFileSync(join(folder, 'net.vprun'), await encodeRunFile(old));
    expect((await predict(place, '--input', 'ask.csv')).out).toBe(answered.out);
    // Numbers learned at another time must not be taken for those of the run.
    const edited = { ...document, data: { ...document.data, standardizeTarget: false } };
    writeFileSync(join(folder, 'net.vpnet'), serializeProject(edited));
    const told = await predict(place, '--input', 'ask.csv');
    expect(told.out).toBe(answered.out);
    expect(told.error).toMatch(/^The project was changed since this run/);
  }, 60_000);

  it('CLI-65: pictures of a folder are brought to the network’s size, and a damaged one is named', async () => {
    const place = inFolder();
    const { folder, run } = place;
    const draw = (path: string, size: number, light: number) => {
      const pixels = Uint8Array.from({ length: size * size }, () => light);
      writeFileSync(
        join(folder, path),
        encode({ width: size, height: size, data: pixels, channels: 1, depth: 8 }),
      );
    };
    for (const [kind, light] of [
      ['dark', 20],
      ['light', 230],
    ] as const) {
      mkdirSync(join(folder, 'all', kind), { recursive: true });
      for (let at = 0; at < 20; at += 1) draw(`all/${kind}/${at}.png`, 4, light + at);
    }
    const parameters = {
      folder: 'all',
      hash: '',
      classes: ['dark', 'light'],
      height: 4,
      width: 4,
      colour: 'grey',
      resize: 'box',
    };
    const document = project(
      { dataset: { kind: 'imageFolder', parameters }, standardizeFeatures: true },
      { outputs: 2, loss: 'categoricalCrossEntropy', flatten: true },
    );
    writeFileSync(join(folder, 'net.vpnet'), serializeProject(document));
    expect((await run('train', 'net.vpnet', '--out', 'net.vprun')).status).toBe(0);
    mkdirSync(join(folder, 'new', 'below'), { recursive: true });
    draw('new/night.png', 9, 15);
    draw('new/below/day.png', 4, 240);
    writeFileSync(join(folder, 'new', 'broken.png'), 'no picture');
    const { out, error } = await predict(place, '--input', 'new');
    const answers = csvRows(out).map((row) => row.slice(0, 2));
    expect(answers).toEqual([
      ['file', 'class'],
      ['below/day.png', 'light'],
      ['broken.png', ''],
      ['night.png', 'dark'],
    ]);
    expect(error).toMatch(
      /^broken\.png is left out: its first bytes are those of neither PNG nor JPEG\.\n/,
    );
    expect(error).not.toMatch(/value is missing/);
    mkdirSync(join(folder, 'torn', 'folder.png'), { recursive: true });
    draw('torn/night.png', 4, 15);
    symlinkSync(join(folder, 'nowhere.png'), join(folder, 'torn', 'lost.png'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'torn', 'lost'));
    const torn = await predict(place, '--input', 'torn');
    expect(csvRows(torn.out).map((row) => row.slice(0, 2))).toEqual([
      ['file', 'class'],
      ['folder.png', ''],
      ['lost.png', ''],
      ['night.png', 'dark'],
    ]);
    expect(torn.error).toMatch(/folder\.png is left out: it is a folder\./);
    expect(torn.error).toMatch(/lost\.png is left out: it does not exist\./);
    expect((await predict(place, '--input', 'new/night.png')).out).toMatch(/night\.png,dark/);
    writeFileSync(join(folder, 'flat.csv'), `${Array.from({ length: 16 }, () => '0.9').join()}\n`);
    expect((await predict(place, '--input', 'flat.csv')).out).toMatch(/\n1,light,/);
    writeFileSync(join(folder, 'thin.csv'), '0.5,0.5\n');
    expect((await predict(place, '--input', 'thin.csv')).error).toMatch(
      /has 2 columns, but a sample of this network has 16 numbers \(4 × 4 × 1\)/,
    );
  }, 60_000);
});

describe('a network from another tool', () => {
  const fixtures = join('tests', 'fixtures', 'exchange');
  const expected = JSON.parse(readFileSync(join(fixtures, 'expected-keras.json'), 'utf8'));

  it.each([
    ['keras-2-sequential.h5', 4],
    ['keras-3-functional.keras', 3],
  ])('CLI-69: %s answers as Keras does, without any data', async (name, width) => {
    const { inputs, outputs } = expected[name] as { inputs: number[][]; outputs: number[][] };
    const place = inFolder();
    expect((await place.run('import', resolve(fixtures, name), '--out', 'net')).status).toBe(0);
    const head = Array.from({ length: width }, (_, at) => `x${at + 1}`).join();
    writeFileSync(
      join(place.folder, 'rows.csv'),
      `${head}\n${inputs.map((row) => row.join()).join('\n')}\n`,
    );
    const { out, error } = await predict(place, '--input', 'rows.csv');
    expect(error).toMatch(/^Predicted 3 samples/);
    const [, ...answers] = csvRows(out);
    for (const [row, own] of outputs.entries()) {
      const told = answers[row].slice(own.length > 1 ? 2 : 1).map(Number);
      for (const [at, value] of own.entries())
        expect(Math.abs(told[at] - value)).toBeLessThan(1e-5);
    }
    writeFileSync(join(place.folder, 'gap.csv'), `${head}\n${inputs[0].slice(1).join()},\n`);
    expect((await predict(place, '--input', 'gap.csv')).error).toMatch(
      /Line 2, column “x\d” has no value/,
    );
  });
});

describe('many rows', () => {
  it('CLI-66: four hundred thousand rows are predicted with a heap that could not hold their answers', async () => {
    // The program itself takes 30 MB of it; the answers, kept until the end, would take more than 100.
    const place = inFolder('en_US.UTF-8', { NODE_OPTIONS: '--max-old-space-size=56' });
    await trainedFruit(place);
    const rows = fruit(1000).map((row) => row.split(',').slice(0, 2).join());
    const text = `weight,colour\n${`${rows.join('\n')}\n`.repeat(400)}`;
    writeFileSync(join(place.folder, 'many.csv'), text);
    const { status, error } = await predict(place, '--input', 'many.csv', '--out', 'answers.csv');
    expect(error).toBe('');
    expect(status).toBe(0);
    const answers = csvRows(readFileSync(join(place.folder, 'answers.csv'), 'utf8'));
    expect(answers).toHaveLength(400_001);
    expect(answers.at(-1)?.[0]).toBe('400001');
    expect(answers.at(-1)?.slice(1)).toEqual(answers[1000].slice(1));
  }, 120_000);
});
