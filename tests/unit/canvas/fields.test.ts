import { describe, expect, it } from 'vitest';
import {
  fieldText,
  parseField,
  parseNumber,
  parseShape,
  stepped,
} from '../../../renderer/inspector/parse-field';
import { LAYERS } from '../../../shared/catalogue/layers';
import type { IntegerParameter, NumberParameter } from '../../../shared/catalogue/parameter';

const text = { en: '', zh: '' };
const units: IntegerParameter = {
  type: 'integer',
  label: text,
  help: text,
  default: 32,
  minimum: 1,
  maximum: 65_536,
};
const rate: NumberParameter = {
  type: 'number',
  label: text,
  help: text,
  default: 0.01,
  minimum: 1e-6,
  maximum: 10,
  scale: 'log',
};

describe('CANVAS-7: a field reads numbers as people write them', () => {
  it.each([
    ['16', 16],
    [' 1e-3 ', 0.001],
    ['.5', 0.5],
    ['−2', -2],
    ['1,000', 1000],
    ['１２', 12],
    ['0。1', 0.1],
  ])('%s', (written, value) => {
    expect(parseNumber(written)).toBe(value);
  });

  it.each(['', 'abc', '1 2', '0x10', 'Infinity', '1e', '--1', '1,00'])(
    'refuses “%s”',
    (written) => {
      expect(parseNumber(written)).toBeNaN();
    },
  );

  it.each([
    ['28, 28, 1', [28, 28, 1]],
    ['28 × 28 × 1', [28, 28, 1]],
    ['[28,28]', [28, 28]],
    ['28，28', [28, 28]],
    ['', []],
  ])('shape %s', (written, shape) => {
    expect(parseShape(written)).toEqual(shape);
  });
});

describe('CANVAS-8: a field lets nothing through that its parameter does not allow', () => {
  it.each(['-5', '0', '1.5', '65537', 'many', ''])('units “%s”', (written) => {
    expect(parseField(units, written)).toBeUndefined();
  });

  it('takes the bounds themselves', () => {
    expect(parseField(units, '1')).toBe(1);
    expect(parseField(units, '65,536')).toBe(65_536);
  });

  it('shows every default of every layer as a text that reads back as the same value', () => {
    for (const layer of LAYERS.entries) {
      for (const [name, parameter] of Object.entries(layer.parameters)) {
        if (!['integer', 'number', 'shape'].includes(parameter.type)) continue;
        const written = parameter as IntegerParameter;
        expect(parseField(written, fieldText(written.default)), `${layer.kind}.${name}`).toEqual(
          written.default,
        );
      }
    }
  });
});

describe('CANVAS-9: arrow keys step numbers by sensible amounts and stop at the bounds', () => {
  it('whole numbers by one, with Shift by ten', () => {
    expect(stepped(units, 32, 1)).toBe(33);
    expect(stepped(units, 32, -1, 10)).toBe(22);
    expect(stepped(units, 1, -1)).toBe(1);
    expect(stepped(units, 65_536, 1, 10)).toBe(65_536);
  });

  it('over a log scale by 1, 2, 5, 10', () => {
    const up: number[] = [1e-3];
    while (up.length < 5) up.push(stepped(rate, up[up.length - 1], 1));
    expect(up).toEqual([0.001, 0.002, 0.005, 0.01, 0.02]);
    const down: number[] = [0.02];
    while (down.length < 5) down.push(stepped(rate, down[down.length - 1], -1));
    expect(down).toEqual([0.02, 0.01, 0.005, 0.002, 0.001]);
    expect(stepped(rate, 0.003, 1)).toBe(0.005);
    expect(stepped(rate, 0.003, -1)).toBe(0.002);
    expect(stepped(rate, 10, 1)).toBe(10);
  });
});
