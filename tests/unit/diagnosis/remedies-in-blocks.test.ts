import { describe, expect, it } from 'vitest';
import { exposeSetting } from '../../../shared/document/block-settings';
import { setNodeParameters } from '../../../shared/document/edits';
import type { ProjectDocument } from '../../../shared/document/schema';
import { analyse } from '../../../shared/graph/analyse';
import { openedLab } from '../../support/labs';
import { inBlock, instanceAfter } from '../document/blocks';
import { choiceOf, documentOf, head, layer } from '../engine/support';
import { train } from '../labs/train';
import { remedied } from './remedied';

const tanh = { units: 8, activation: choiceOf('tanh') };

/** A layer, then two instances of a block of two layers, then the answer. */
const blocks = instanceAfter(
  inBlock(
    documentOf([
      layer('first', 'dense', { parameters: tanh }),
      layer('one', 'dense', { parameters: tanh }),
      layer('two', 'dense', { parameters: tanh }),
      head(2),
    ]),
    'one',
    'two',
  ),
  'block-1',
);

const kindsInside = ({ blocks: [definition] }: ProjectDocument, kind: string): number =>
  definition.network.nodes.filter((node) => node.kind === kind).length;

describe('remedies of a network of blocks', () => {
  it('DIAG-5: batch normalization stands inside, before each nonlinearity, in every instance', () => {
    const edited = remedied(blocks, 'batchNormalization');
    expect(kindsInside(edited, 'batchNormalization')).toBe(2);
    const { order, nodes, trainable } = analyse(edited);
    expect(trainable).toBe(true);
    expect(order.filter((id) => /batchNormalization/.test(id))).toHaveLength(5);
    for (const instance of ['block-1', 'block-2']) {
      const [normalization] = nodes.get(`${instance}/activation-1`)?.sources ?? [];
      expect(normalization).toBe(`${instance}/batchNormalization-1`);
      expect(nodes.get(normalization)?.sources).toEqual([`${instance}/one`]);
      expect(nodes.get(`${instance}/one`)?.activation?.kind).toBe('linear');
      expect(nodes.get(`${instance}/activation-1`)?.activation?.kind).toBe('tanh');
    }
  });

  it('DIAG-5: dropout follows each layer inside, once', () => {
    const edited = remedied(blocks, 'dropout');
    expect(kindsInside(edited, 'dropout')).toBe(2);
    expect(analyse(edited).nodes.get('block-2/two')?.sources).toEqual(['block-2/dropout-1']);
  });

  it('DIAG-5: a path leads from a block’s input around its layers, and starts as the identity', () => {
    const edited = remedied(blocks, 'residual');
    expect(kindsInside(edited, 'add')).toBe(1);
    const { nodes, trainable } = analyse(edited);
    expect(trainable).toBe(true);
    expect(nodes.get('block-1/add-1')?.sources).toEqual(['block-1/two', 'first']);
    expect(nodes.get('block-2/add-1')?.sources).toEqual(['block-2/two', 'block-1/add-1']);
    const kernel = nodes.get('block-2/two')?.weights.find(({ name }) => name === 'kernel');
    expect(kernel?.initializer.kind).toBe('residualZeros');
  });

  it('DIAG-5: what stands in several instances is changed once', () => {
    const edited = remedied(blocks, 'wider');
    const units = analyse(edited).nodes.get('block-2/two')?.outputShape;
    expect(units).toEqual([32]);
  });

  it('DIAG-5: what an instance set of a layer does not hide the change', () => {
    const [{ id }] = blocks.blocks;
    const exposed = exposeSetting(blocks, id, 'Activation', {
      node: 'one',
      parameter: 'activation',
    });
    const set = setNodeParameters(exposed, 'block-2', { Activation: choiceOf('sigmoid') });
    expect(analyse(set).nodes.get('block-2/one')?.activation?.kind).toBe('sigmoid');
    const { nodes } = analyse(remedied(set, 'reluAndHe'));
    expect(nodes.get('block-1/one')?.activation?.kind).toBe('relu');
    expect(nodes.get('block-2/one')?.activation?.kind).toBe('relu');
    // Of what nobody sets, the block goes on to let its instances choose.
    const kept = remedied(exposed, 'reluAndHe').blocks[0].settings;
    expect(kept.map(({ name }) => name)).toEqual(['Activation']);
  });

  it('DIAG-5: a deep plain network of blocks is found, and cured by paths inside', async () => {
    const plain = openedLab('R1');
    const chain = plain.network.nodes.filter(({ id }) => /^hidden-/.test(id)).slice(1);
    const document = inBlock(plain, ...chain.map(({ id }) => id));
    const { end } = await train(document, null);
    expect(end[0].cause).toBe('degradation');
    expect(end[0].nodes).toContain('block-1/hidden-2');
    expect(end[0].remedies[0]).toBe('residual');
    const edited = remedied(document, 'residual');
    expect(kindsInside(edited, 'add')).toBe(14);
    const cured = await train(edited, null);
    expect(cured.end).toEqual([]);
    expect(cured.validationMetric()).toBeGreaterThan(0.9);
  });
});
