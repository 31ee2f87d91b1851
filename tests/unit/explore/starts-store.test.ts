import { describe, expect, it } from 'vitest';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { defaultChoice } from '../../../shared/catalogue/catalogues';
import type { ProjectDocument } from '../../../shared/document/schema';
import type { HostInput, HostOutput } from '../../../shared/host';
import { TelemetryStore } from '../../../shared/telemetry/store';
import { openedLab } from '../../support/labs';
import { installBridge } from '../app/bridge';

import { TestTrainer } from '../engine/trainer';

/** Measures as a host does, in this process. */
async function measured({
  document,
}: HostInput<'training.measure'>): Promise<HostOutput<'training.measure'>> {
  const trainer = new TestTrainer();
  const { failure } = await trainer.run(document as ProjectDocument, { telemetry: 'start' });
  const telemetry = new TelemetryStore(trainer.layout);
  for (const event of trainer.events) if (event.type === 'telemetry') telemetry.append(event.parts);
  return { layout: trainer.layout, groups: telemetry.toStored(), failure };
}

const host = installBridge({ 'training.measure': measured });
const { replaceProject } = await import('../../../renderer/app/state/project-store');
const { useStart } = await import('../../../renderer/app/state/start-store');
const { measureStart } = await import('../../../renderer/diagnosis/measure-start');
const { changeStart, useStarts } = await import('../../../renderer/explore/starts/starts-store');

const questions = (): number => host.callsOf('training.measure').length;

describe('two starts in the page', () => {
  it('EXPLORE-3: a start that is not finite is told as it is before a run: by its root cause', async () => {
    replaceProject({ document: openedLab('I3') });
    const initializer = { kind: 'normal', parameters: { deviation: 1000 } };
    const activation = defaultChoice(ACTIVATIONS, 'relu');
    await changeStart('b', { initializer, activation });
    const { a, b } = useStarts.getState();
    expect(a.start?.failure).toBeNull();
    expect(b.start?.failure?.kind).toBe('not-finite');
    expect(b.start?.findings.map(({ cause }) => cause)).toEqual(['initializerTooLarge']);
  });

  it('EXPLORE-3: what is measured already, for the other side or under the canvas, is not asked for again', async () => {
    replaceProject({ document: openedLab('I3') });
    const unchanged = { initializer: null, activation: null, seed: null };
    const before = questions();
    await changeStart('b', unchanged);
    expect(questions()).toBe(before + 1);
    const { a, b } = useStarts.getState();
    expect(b.start?.telemetry).toBe(a.start?.telemetry);
    const document = openedLab('I4');
    replaceProject({ document });
    useStart.setState({ measured: await measureStart(document, null) });
    const asked = questions();
    await changeStart('b', { seed: 7 });
    expect(questions()).toBe(asked + 1);
    expect(useStarts.getState().a.start?.telemetry).toBe(useStart.getState().measured?.telemetry);
    expect(useStarts.getState().b.start?.document.training.seed).toBe(7);
  });
});
