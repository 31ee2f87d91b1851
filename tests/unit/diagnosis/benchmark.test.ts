import { describe, expect, it } from 'vitest';
import { CAUSES } from '../../../shared/diagnosis/causes';
import { FAULTY } from '../../bench/diagnosis/faulty';
import { HEALTHY } from '../../bench/diagnosis/healthy';
import { decodeRecording, encodeRecording } from '../../bench/diagnosis/recording';
import { dataFor, record } from '../../bench/diagnosis/train';
import { watch } from '../../bench/diagnosis/watch';

const documents = FAULTY.map((one) => one.document(1));
const kinds = (values: readonly unknown[]): number => new Set(values.map(String)).size;

describe('benchmark of the diagnosis', () => {
  it('DIAG-20: every cause has four networks, over four data sets, widths, depths and optimizers, in both halves', () => {
    for (const { kind } of CAUSES) {
      const own = FAULTY.filter(({ fault }) => fault === kind);
      expect(own.length, kind).toBeGreaterThanOrEqual(4);
      expect(
        own.every(({ heldOut }) => heldOut?.fault === kind),
        kind,
      ).toBe(true);
    }
    expect(HEALTHY.length).toBeGreaterThanOrEqual(80);
    const hidden = documents.map(({ network }) =>
      network.nodes.filter(({ id }) => /^hid/.test(id)),
    );
    expect(kinds(documents.map(({ data }) => data.dataset.kind))).toBeGreaterThanOrEqual(4);
    expect(kinds(documents.map(({ training }) => training.optimizer.kind))).toBeGreaterThanOrEqual(
      4,
    );
    expect(kinds(hidden.map((nodes) => nodes.length))).toBeGreaterThanOrEqual(4);
    expect(kinds(hidden.map(([first]) => first?.parameters.units))).toBeGreaterThanOrEqual(4);
  });

  it.each(FAULTY.map((one) => [one.name, one] as const))(
    'DIAG-20: %s stands beside itself without the fault, and the halves differ',
    (_name, one) => {
      const made = ({ document, spoils }: Pick<typeof one, 'document' | 'spoils'>) =>
        JSON.stringify([document(1), spoils]);
      expect(one.twin).not.toBeNull();
      expect(one.heldOut).not.toBeNull();
      expect(one.twin && made(one.twin)).not.toBe(made(one));
      expect(one.heldOut && made(one.heldOut)).not.toBe(made(one));
    },
  );

  it('DIAG-21: a kept run is diagnosed as it was when it was trained', async () => {
    const [one] = FAULTY.filter(({ fault }) => fault === 'rateTooHigh');
    const document = one.document(1);
    const recording = await record(document, await dataFor(document, one.spoils));
    const live = watch(document, recording);
    const kept = watch(document, decodeRecording(encodeRecording(recording)));
    expect(live.end.length).toBeGreaterThan(0);
    expect(kept.start).toEqual(live.start);
    expect(kept.end).toEqual(live.end);
    expect([...kept.named]).toEqual([...live.named]);
    expect(() => decodeRecording(encodeRecording(recording).subarray(0, 100))).toThrow();
  });
});
