import { describe, expect, it } from 'vitest';
import { CAUSES, findCause } from '../../../shared/diagnosis/causes';
import { describeEdit } from '../../../shared/diagnosis/describe-edit';
import type { Finding } from '../../../shared/diagnosis/finding';
import { findRemedy, REMEDIES } from '../../../shared/diagnosis/remedies';
import { remediesFor } from '../../../shared/diagnosis/repair';
import { analyse } from '../../../shared/graph/analyse';
import { FAULTY } from '../../bench/diagnosis/faulty';

const HAN = /\p{Script=Han}/u;

describe('causes', () => {
  it.each(CAUSES.map((cause) => [cause.kind, cause] as const))(
    'DIAG-1: %s is told in both languages, with a source, and names what exists',
    (kind, cause) => {
      for (const { en, zh } of [cause.title, cause.why]) {
        expect(en).toMatch(/[a-z]{3}/);
        expect(zh).toMatch(HAN);
        expect(zh).not.toMatch(/\p{Script=Han}[,;:?!]/u);
      }
      expect(cause.source).toMatch(/\d{4}|动手学/);
      for (const remedy of cause.remedies) expect(findRemedy(remedy)?.kind).toBe(remedy);
      for (const other of cause.explains) {
        expect(findCause(other)?.kind).toBe(other);
        expect(other).not.toBe(kind);
      }
    },
  );

  it('DIAG-1: no kind twice, and every remedy belongs to a cause', () => {
    const kinds = [...CAUSES, ...REMEDIES].map(({ kind }) => kind);
    expect(new Set(CAUSES.map(({ kind }) => kind)).size).toBe(CAUSES.length);
    expect(new Set(REMEDIES.map(({ kind }) => kind)).size).toBe(REMEDIES.length);
    const offered = new Set(CAUSES.flatMap(({ remedies }) => remedies));
    expect(REMEDIES.map(({ kind }) => kind).filter((kind) => !offered.has(kind))).toEqual([]);
    expect(kinds.length).toBeGreaterThan(50);
  });
});

/** A finding as if the cause had been found at all hidden layers. */
const findingOf = (cause: string, nodes: readonly string[]): Finding => {
  const definition = findCause(cause);
  if (!definition) throw new Error(`no cause ${cause}`);
  return {
    cause,
    title: definition.title,
    node: nodes[0] ?? null,
    nodes: [...nodes],
    sinceStep: 0,
    severity: 'harmful',
    evidence: [],
    consequences: [],
    remedies: [...definition.remedies],
  };
};

describe('remedies', () => {
  it.each(FAULTY.map((one) => [one.name, one] as const))(
    'DIAG-3: what is offered for %s changes it, still trains, and is told in words',
    (_name, one) => {
      const document = one.document(1);
      const analysis = analyse(document);
      const hidden = analysis.order.filter((id) => /^hidden/.test(id));
      const offered = remediesFor(document, findingOf(one.fault ?? '', hidden), 'en');
      if (one.fault !== 'unlearnable') expect(offered.length).toBeGreaterThan(0);
      for (const { remedy, document: edited } of offered) {
        if (!edited) {
          const run = remedy.measurement.runOf(document);
          expect(analyse(run).trainable, remedy.kind).toBe(true);
          expect(remedy.measurement.label.zh).toMatch(HAN);
          continue;
        }
        expect(edited, remedy.kind).not.toBe(document);
        expect(analyse(edited).trainable, remedy.kind).toBe(true);
        const told = describeEdit(document, edited);
        expect(told.length, remedy.kind).toBeGreaterThan(0);
        for (const { en, zh } of told) {
          expect(en).not.toMatch(/\{\{/);
          expect(zh).toMatch(HAN);
        }
      }
    },
  );
});
