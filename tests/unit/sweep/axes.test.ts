import { describe, expect, test } from 'vitest';
import { sameJson } from '../../../shared/document/json';
import { documentSchema, type ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { LABS } from '../../../shared/labs';
import { AXES, axesOf, findAxis } from '../../../shared/sweep/axes';
import type { AxisContext, SweepAxis } from '../../../shared/sweep/axis';
import { formatValues, parseAxis, parseValues } from '../../../shared/sweep/written';

const contextOf = (document: ProjectDocument): AxisContext => ({
  document,
  analysis: analyse(document),
});

const labs = LABS.map((lab) => [lab.id, contextOf(lab.document('en'))] as const);
const labOf = (id: string): AxisContext => {
  const found = labs.find(([own]) => own === id);
  if (!found) throw new Error(`no lab ${id}`);
  return found[1];
};

function axisOf(context: AxisContext, path: string): SweepAxis {
  const axis = findAxis(context, path);
  if (!axis.ok) throw new Error(axis.failure.en);
  return axis.value;
}

const valueNow = (document: ProjectDocument, path: string) =>
  axisOf(contextOf(document), path).current;

describe('axes of every lab', () => {
  test.each(labs)(
    'SWEEP-1: %s: each axis has both languages, proposes allowed values, and writes what it reads',
    (_id, context) => {
      const axes = axesOf(context);
      expect(axes.length).toBeGreaterThan(20);
      expect(new Set(axes.map(({ path }) => path)).size).toBe(axes.length);
      for (const axis of axes) {
        expect(axis.label.en && axis.label.zh && axis.help.en && axis.help.zh).toBeTruthy();
        for (const value of axis.proposals) {
          expect(axis.domain.accepts(value), `${axis.path} ${JSON.stringify(value)}`).toBe(true);
          expect(axis.domain.label(value).zh).not.toBe('');
        }
        const written = formatValues(axis, axis.proposals);
        const read = parseValues(axis, written);
        if (axis.proposals.length > 0) {
          expect(read, `${axis.path}: ${written}`).toEqual({
            ok: true,
            value: { path: axis.path, values: axis.proposals },
          });
        }
      }
    },
  );

  test.each(labs)(
    'SWEEP-2: %s: each named axis sets the value that it is told to, by a pure edit, and one network trains for it',
    (_id, context) => {
      const before = JSON.stringify(context.document);
      let tried = 0;
      for (const { path } of AXES) {
        const axis = findAxis(context, path);
        if (!axis.ok) continue;
        tried += 1;
        for (const value of axis.value.proposals) {
          const edited = axis.value.apply(context.document, value);
          expect(documentSchema.safeParse(edited).success).toBe(true);
          const now = valueNow(edited, path);
          const isSet = now !== null && axis.value.domain.same(now, value);
          expect(isSet, `${path} = ${JSON.stringify(now)}`).toBe(true);
        }
        if (axis.value.current === null) continue;
        const same = axis.value.apply(context.document, axis.value.current);
        expect(sameJson(same, context.document), `${path} as it is`).toBe(true);
      }
      expect(tried).toBeGreaterThan(0);
      expect(JSON.stringify(context.document)).toBe(before);
    },
  );
});

describe('depth', () => {
  test.each([1, 3, 10, 14])(
    'SWEEP-3: ten hidden layers become %i, and the network trains',
    (depth) => {
      const { document } = labOf('V1');
      const edited = axisOf(labOf('V1'), 'depth').apply(document, depth);
      const analysis = analyse(edited);
      expect(analysis.trainable).toBe(true);
      const dense = [...analysis.nodes.values()].filter(({ node }) => node.kind === 'dense');
      expect(dense).toHaveLength(depth + 1);
      // One chain still: every layer feeds exactly one, but for the output.
      const sources = [...analysis.nodes.values()].flatMap((node) => node.sources);
      expect(new Set(sources).size).toBe(sources.length);
      expect(analysis.nodes.get('head')?.outputShape).toEqual([2]);
      expect(valueNow(edited, 'depth')).toBe(depth);
      const places = edited.network.nodes.map(({ position: { x, y } }) => `${x} ${y}`);
      expect(new Set(places).size).toBe(places.length);
    },
  );

  test('SWEEP-3: a residual block is one stage: copies keep their paths, in the order of their inputs', () => {
    const isResidual = ({ network }: ProjectDocument) =>
      network.nodes.some(({ kind }) => kind === 'add');
    const steps = LABS.find(({ id }) => id === 'R1')?.steps ?? [];
    const document = steps.flatMap((step) => step.document?.('en') ?? []).find(isResidual);
    if (!document) throw new Error('lab R1 has no residual network');
    const axis = axisOf(contextOf(document), 'depth');
    const now = axis.current as number;
    const deeper = axis.apply(document, now + 2);
    const adds = (one: ProjectDocument) =>
      one.network.nodes.filter(({ kind }) => kind === 'add').length;
    expect(analyse(deeper).trainable).toBe(true);
    expect(adds(deeper)).toBeGreaterThan(adds(document));
    for (const [id, node] of analyse(deeper).nodes) {
      if (node.node.kind === 'add') expect(node.sources, id).toHaveLength(2);
    }
    // Taken out again, what is left is what was there, but for the room that was made.
    const unplaced = ({ network }: ProjectDocument) => ({
      nodes: network.nodes.map(({ position: _position, ...node }) => node),
      edges: network.edges,
    });
    expect(unplaced(axis.apply(deeper, now))).toEqual(unplaced(document));
  });

  test('SWEEP-3: a network without hidden layers says why it has no depth', () => {
    const { document } = labOf('V1');
    const shallow = axisOf(labOf('V1'), 'depth').apply(document, 1);
    const edges = shallow.network.edges.filter(({ target }) => target !== 'hidden-1');
    const nodes = shallow.network.nodes.filter(({ id }) => id !== 'hidden-1');
    const joined = edges.map((edge) =>
      edge.source === 'hidden-1' ? { ...edge, source: 'input' } : edge,
    );
    const bare = { ...shallow, network: { ...shallow.network, nodes, edges: joined } };
    expect(analyse(bare).trainable).toBe(true);
    const axis = findAxis(contextOf(bare), 'depth');
    expect(axis).toMatchObject({ ok: false, failure: { en: expect.stringContaining('hidden') } });
  });
});

describe('what axes change', () => {
  test('SWEEP-4: the activation is that of hidden layers alone, the initializer that of all', () => {
    const context = labOf('V1');
    const tanh = { kind: 'tanh', parameters: {} };
    const edited = axisOf(context, 'activation').apply(context.document, tanh);
    const kinds = (name: string) =>
      analyse(edited).order.flatMap((id) => {
        const value = analyse(edited).nodes.get(id)?.values[name] as { kind: string } | undefined;
        return value ? [value.kind] : [];
      });
    expect(kinds('activation')).toEqual([...Array(10).fill('tanh'), 'linear']);
    const he = axisOf(context, 'initializer').apply(context.document, {
      kind: 'heNormal',
      parameters: {},
    });
    const started = [...analyse(he).nodes.values()].filter(({ node }) => node.kind === 'dense');
    for (const { values } of started) {
      expect(values.kernelInitializer).toMatchObject({ kind: 'heNormal' });
      expect(values.biasInitializer).toMatchObject({ kind: 'zeros' });
    }
  });

  test('SWEEP-4: one parameter of one layer, and one setting of the training', () => {
    const context = labOf('V1');
    const wide = axisOf(context, 'hidden-3.units').apply(context.document, 7);
    expect(analyse(wide).nodes.get('hidden-3')?.outputShape).toEqual([7]);
    expect(analyse(wide).nodes.get('hidden-2')?.outputShape).toEqual([16]);
    const decayed = axisOf(context, 'training.l2').apply(context.document, 0.01);
    expect(decayed.training.l2).toBe(0.01);
    expect(axisOf(context, 'Hidden 3.units').path).toBe('hidden-3.units');
  });
});

describe('what is written', () => {
  const context = labOf('V1');
  const specOf = (text: string) => {
    const spec = parseAxis(context, text);
    if (!spec.ok) throw new Error(spec.failure.text.en);
    return spec.value;
  };

  test('SWEEP-5: lists, ranges, and entries by kind or name with their parameters are read', () => {
    expect(specOf('rate=1e-3, 0.1')).toEqual({ path: 'rate', values: [1e-3, 0.1] });
    expect(specOf('rate=1e-4..1/7')).toEqual({ path: 'rate', from: 1e-4, to: 1, count: 7 });
    expect(specOf('rate=0.5..0.75')).toEqual({ path: 'rate', from: 0.5, to: 0.75 });
    expect(specOf('seed=1..5')).toEqual({ path: 'seed', from: 1, to: 5 });
    expect(specOf('initializer=he-normal,Xavier uniform,normal:deviation=0.3')).toEqual({
      path: 'initializer',
      values: [
        { kind: 'heNormal', parameters: {} },
        { kind: 'glorotUniform', parameters: {} },
        { kind: 'normal', parameters: { deviation: 0.3 } },
      ],
    });
    expect(specOf('training.earlyStopping=true,false')).toEqual({
      path: 'training.earlyStopping',
      values: [true, false],
    });
  });

  test.each([
    ['rate', 'names no values'],
    ['rate=', 'names no values'],
    ['=1', 'names no values'],
    ['rate=fast', 'must be a number'],
    ['rate=-1', 'must be a number'],
    ['depth=2.5', 'must be a whole number'],
    ['depth=', 'names no values'],
    ['initializer=he', 'one of: glorotUniform'],
    ['initializer=normal:sigma=1', 'one of'],
    ['initializer=normal:deviation=-1', 'one of'],
    ['hidden-1.colour=red', 'It has: units'],
    ['training.colour=red', 'It has: schedule'],
    ['nothing=1', 'Named axes: initializer'],
    ['nothing.units=1', 'Named axes: initializer'],
    ['activation=relu..tanh', 'one of'],
    ['__proto__=1', 'Named axes'],
  ])('SWEEP-5: %j is refused with what would be right', (text, says) => {
    const spec = parseAxis(context, text);
    expect(spec).toMatchObject({
      ok: false,
      failure: { text: { en: expect.stringContaining(says) } },
    });
    if (!spec.ok) expect(spec.failure.text.zh).not.toContain('{{');
  });
});
