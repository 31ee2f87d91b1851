import icons from 'lucide-react/dynamicIconImports';
import { describe, expect, test } from 'vitest';
import { CHOICE_CATALOGUES } from '../../../shared/catalogue/catalogues';
import { dataShapeOf } from '../../../shared/catalogue/data-shape';
import { LAYER_GROUPS } from '../../../shared/catalogue/layer';
import { LAYERS } from '../../../shared/catalogue/layers';
import { newNode } from '../../../shared/catalogue/new-node';
import { checkParameters, defaultsOf } from '../../../shared/catalogue/parameter';
import { defaultData } from '../../../shared/document/new-document';
import { exampleInputs } from './example-inputs';

const data = dataShapeOf(defaultData());

const cases = LAYERS.entries.map((layer) => ({
  layer,
  kind: layer.kind,
  inputs: exampleInputs(layer),
  values: checkParameters(layer.parameters, defaultsOf(layer.parameters)).values as never,
}));

describe('every layer of the catalogue', () => {
  test.each(cases)(
    'CAT-80: $kind with default parameters has a shape',
    ({ layer, inputs, values }) => {
      const shape = layer.shape(inputs, values, { data });
      if (!shape.ok) throw new Error(shape.failure.kind);
      expect(shape.value.length).toBeGreaterThan(0);
      expect(shape.value.every((axis) => Number.isInteger(axis) && axis > 0)).toBe(true);
      const flops = layer.flops(inputs, shape.value, values);
      expect(Number.isInteger(flops) && flops >= 0).toBe(true);
    },
  );

  test.each(cases)(
    'CAT-81: the weights of $kind start from initializers that exist',
    ({ layer, inputs, values }) => {
      const weights = layer.weights(inputs, values);
      expect(new Set(weights.map(({ name }) => name)).size).toBe(weights.length);
      for (const { initializer, fanIn, fanOut } of weights) {
        expect(CHOICE_CATALOGUES.initializer.kinds).toContain(initializer.kind);
        expect(fanIn).toBeGreaterThan(0);
        expect(fanOut).toBeGreaterThan(0);
      }
    },
  );

  test.each(cases)(
    'CAT-82: the headline of $kind names entries that exist',
    ({ layer, values }) => {
      for (const part of layer.headline(values)) {
        if (part.type === 'text') expect(part.text).not.toBe('');
        else expect(CHOICE_CATALOGUES[part.catalogue].kinds).toContain(part.kind);
      }
    },
  );

  test.each(cases)('CAT-83: $kind has a group and an icon of Lucide', ({ layer }) => {
    expect(LAYER_GROUPS).toContain(layer.group);
    expect(Object.keys(icons)).toContain(layer.icon);
  });

  test.each(cases)('CAT-84: a new $kind is named in the reader’s language', ({ layer }) => {
    expect(newNode(layer.kind, 'zh').label).toBe(layer.label.zh);
    expect(newNode(layer.kind, 'en')).toEqual({
      kind: layer.kind,
      label: layer.label.en,
      parameters: defaultsOf(layer.parameters),
    });
  });
});
