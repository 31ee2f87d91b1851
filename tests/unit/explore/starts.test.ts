import { describe, expect, it } from 'vitest';
import { DEPTH_QUANTITIES, depthLines } from '../../../renderer/explore/starts/depth-lines';
import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { defaultChoice } from '../../../shared/catalogue/catalogues';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { analyse } from '../../../shared/graph/analyse';
import { LABS } from '../../../shared/labs';
import { vary } from '../../../shared/sweep/vary';
import { openedLab } from '../../support/labs';
import { measuredStart } from '../engine/measured-start';

const SEED = 7;
const orthogonal = defaultChoice(INITIALIZERS, 'orthogonal');
const softplus = defaultChoice(ACTIVATIONS, 'softplus');

describe('EXPLORE-1: another start changes kernels, hidden activations and the seed, and nothing else', () => {
  it.each(LABS.map((lab) => [lab.id, lab.document()] as const))('%s', (_id, document) => {
    const analysis = analyse(document);
    expect(vary({ document, analysis }, { initializer: null, seed: null })).toBe(document);
    const altered = vary(
      { document, analysis },
      {
        initializer: orthogonal,
        activation: softplus,
        seed: SEED,
      },
    );
    const after = analyse(altered);
    expect(after.order).toEqual(analysis.order);
    const sizes = ({ nodes }: typeof after) => [...nodes.values()].map((one) => one.parameterCount);
    expect(sizes(after)).toEqual(sizes(analysis));
    expect(altered.training).toEqual({ ...document.training, seed: SEED });
    const kernels = after.order.flatMap((id) => after.nodes.get(id)?.weights ?? []);
    for (const { name, initializer } of kernels.filter((one) => one.name === 'kernel')) {
      expect([name, initializer.kind]).toEqual(['kernel', 'orthogonal']);
    }
  });

  it('the layer that makes the answer keeps its activation', () => {
    const document = openedLab('V1');
    const analysis = analyse(document);
    const after = analyse(vary({ document, analysis }, { activation: softplus }));
    const kinds = after.order.map((id) => after.nodes.get(id)?.activation?.kind);
    const before = analysis.order.map((id) => analysis.nodes.get(id)?.activation?.kind);
    expect(kinds.filter((kind) => kind === 'softplus')).toHaveLength(10);
    expect(kinds.at(-2)).toBe(before.at(-2));
  });
});

describe('EXPLORE-2: both starts stand beside what theory expects of them', () => {
  it.each(DEPTH_QUANTITIES)('%s of V1, layer by layer, within a factor of 3', async (quantity) => {
    const start = await measuredStart(openedLab('V1'));
    const { measured, expected } = depthLines(start)[quantity];
    expect(measured).toHaveLength(start.layout.layers.length);
    measured.forEach((value, layer) => {
      expect(value / expected[layer]).toBeGreaterThan(1 / 3);
      expect(value / expected[layer]).toBeLessThan(3);
    });
    // The picture is about the slope: V1's gradient falls by a hundred thousand, its signal does not.
    const slope = measured[measured.length - 1] / measured[0];
    if (quantity === 'gradientRms') expect(slope).toBeGreaterThan(1e5);
    else expect(slope).toBeLessThan(3);
  });
});
