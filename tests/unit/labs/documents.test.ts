import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OVERLAYS } from '../../../renderer/app/state/view-store';
import { tellFinding } from '../../../renderer/labs/expected-finding';
import { PANEL_TITLES } from '../../../renderer/monitor/panel-titles';
import { CAUSES, findCause } from '../../../shared/diagnosis/causes';
import { documentSchema } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { FIRST_LAB, findLab, LABS, labsShowing } from '../../../shared/labs';
import { LAB_CHAPTERS } from '../../../shared/labs/lab';
import { LOCALES, type Text } from '../../../shared/text/text';

/** Chinese must not be English left in place: it has Han characters. Formulas and names are let through. */
const HAN = /\p{Script=Han}/u;

describe.each(LABS.map((lab) => [lab.id, lab] as const))('lab %s', (_id, lab) => {
  const documents = [
    ['as it opens', lab.document],
    ...lab.steps.map(({ document }, index) => [`step ${index + 1}`, document] as const),
  ] as const;

  it.each(documents)(
    'LAB-1: %s is a valid project without a problem, in both languages',
    (_name, make) => {
      for (const locale of LOCALES) {
        const document = make(locale);
        expect(documentSchema.parse(document)).toEqual(document);
        expect(document.lab).toBe(lab.id);
        const { problems, trainable, order } = analyse(document);
        expect(problems.map(({ kind, values }) => [kind, values])).toEqual([]);
        expect(trainable).toBe(true);
        expect(order).toHaveLength(document.network.nodes.length);
      }
    },
  );

  it('LAB-1: the same document every time, and languages differ in names alone', () => {
    expect(lab.document()).toEqual(lab.document('en'));
    const withoutNames = (document: ReturnType<typeof lab.document>) => ({
      ...document,
      name: '',
      network: {
        ...document.network,
        nodes: document.network.nodes.map((node) => ({ ...node, name: '' })),
      },
    });
    expect(withoutNames(lab.document('zh'))).toEqual(withoutNames(lab.document('en')));
    expect(lab.document('zh').network.nodes.some(({ name }) => HAN.test(name))).toBe(true);
  });

  it('LAB-2: says title, failure, explanation, steps, expectation and source in both languages', () => {
    const texts: Text[] = [
      lab.failure,
      lab.expected,
      lab.title,
      ...lab.explanation,
      ...lab.steps.flatMap(({ text, result }) => [text, result]),
    ];
    for (const { en, zh } of texts) {
      expect(en.length).toBeGreaterThan(10);
      expect(zh).toMatch(HAN);
      // Full-width punctuation after Han characters, as Chinese is set.
      expect(zh).not.toMatch(/\p{Script=Han}[,;:?!]/u);
    }
    expect(lab.explanation.length).toBeGreaterThanOrEqual(4);
    expect(lab.explanation.length).toBeLessThanOrEqual(8);
    expect(lab.steps.length).toBeGreaterThanOrEqual(3);
    expect(lab.steps.length).toBeLessThanOrEqual(5);
    expect(lab.source.length).toBeGreaterThan(0);
  });

  it('LAB-8: opens the chart and the overlay in which its failure shows, and both exist', () => {
    expect(Object.keys(PANEL_TITLES)).toContain(lab.look.chart);
    expect(OVERLAYS).toContain(lab.look.overlay);
  });

  it('LAB-10: says what it is diagnosed as, by causes that exist, in both languages', () => {
    for (const finding of [lab.finding, ...lab.steps.flatMap((step) => step.finding ?? [])]) {
      const causes = [finding.start, finding.end].filter((cause) => cause !== null);
      const { en, zh } = tellFinding(finding);
      expect(en).not.toMatch(/\{\{/);
      for (const cause of causes) {
        expect(en).toContain(findCause(cause)?.title.en);
        expect(zh).toContain(findCause(cause)?.title.zh);
      }
    }
    // A step that is left without one is a cure, or does no harm.
    for (const { finding } of lab.steps) {
      if (finding) expect(finding.start ?? finding.end).not.toBeNull();
    }
  });

  it('LAB-1: no two nodes lie on each other', () => {
    for (const [, make] of documents) {
      const places = make().network.nodes.map(({ position }) => `${position.x} ${position.y}`);
      expect(new Set(places).size).toBe(places.length);
    }
  });
});

describe('the course', () => {
  it('LAB-3: has its labs, each once, in chapters', () => {
    const ids = [
      ...['V1', 'V2', 'X1'],
      ...['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'],
      ...['D1', 'D2', 'S1', 'S2'],
      ...['N1', 'L1', 'L2', 'L3', 'G1'],
      ...['U1', 'U2', 'H1', 'O1'],
      ...['M1', 'C1', 'F1', 'F2'],
      ...['R1', 'B1'],
      ...['Q1', 'Q2', 'X2'],
      ...['N2', 'N3'],
    ];
    expect(LABS.map(({ id }) => id)).toEqual(ids);
    const chapters: readonly string[] = LAB_CHAPTERS.map(({ id }) => id);
    for (const lab of LABS) expect(chapters).toContain(lab.chapter);
    expect(LABS).toContain(FIRST_LAB);
  });

  it('LAB-9: the labs of every chapter are trained by its tests', () => {
    for (const { id } of LAB_CHAPTERS) {
      const tests = readFileSync(`tests/unit/labs/training-${id}.test.ts`, 'utf8');
      expect(tests).toContain(`testFindings('${id}')`);
      expect(tests).toContain(`testFigures('${id}')`);
    }
  });

  it('LAB-10: a cause names the labs that open with it, or else those where a step leads to it', () => {
    expect(labsShowing('symmetry').map(({ id }) => id)).toEqual(['I4', 'I5']);
    expect(labsShowing('underfitting').map(({ id }) => id)).toEqual(['I4', 'D2', 'F1']);
    const unshown = CAUSES.map(({ kind }) => kind).filter((kind) => labsShowing(kind).length === 0);
    expect(unshown).toEqual(['outputMismatch', 'overflow16', 'classImbalance', 'unlearnable']);
  });

  it('LAB-3: finds a lab by its id in any case, and nothing for another', () => {
    expect(findLab('v1')).toBe(FIRST_LAB);
    expect(findLab('V99')).toBeUndefined();
  });
});
