import { describe, expect, it } from 'vitest';
import { OVERLAYS } from '../../../renderer/app/state/view-store';
import {
  categoryColour,
  formatNumber,
  formatPower,
  HEALTHY_HALF_DECADE,
  LOG_SCALES,
  legendTicks,
  logScaleOf,
  magnitudeColour,
  OKABE_ITO,
  overlayColour,
  overlayPosition,
  positionOf,
  RAMP_BYTES,
  RAMP_SIZE,
  rampCss,
  rampEntry,
  signedColour,
  valueAt,
} from '../../../renderer/monitor/scale';

type Rgb = readonly [number, number, number];

const toLinear = (byte: number): number => {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** CIE 1976 lightness from sRGB bytes: a second measure than the one that the ramp is made with. */
function lightnessOf(bytes: Rgb, vision: readonly Rgb[]): number {
  const linear = bytes.map(toLinear);
  const seen = vision.map((row) =>
    row.reduce((sum, weight, channel) => sum + weight * linear[channel], 0),
  );
  const luminance = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2];
  return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
}

/** Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. */
const VISIONS: Readonly<Record<string, readonly Rgb[]>> = {
  trichromacy: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const rampBytes = (entry: number): Rgb => [
  RAMP_BYTES[3 * entry],
  RAMP_BYTES[3 * entry + 1],
  RAMP_BYTES[3 * entry + 2],
];

const parse = (css: string): Rgb => {
  const [red, green, blue] = (css.match(/\d+/g) ?? []).map(Number);
  return [red, green, blue];
};

describe('the ramp', () => {
  for (const [name, matrix] of Object.entries(VISIONS)) {
    it(`MON-1: grows lighter from vanishing to exploding for ${name}`, () => {
      // Steps of 1/32 of the ramp: neighbours of 256 bytes may round to the same lightness.
      const lightness = Array.from({ length: 33 }, (_, index) =>
        lightnessOf(rampBytes(Math.round((index * (RAMP_SIZE - 1)) / 32)), matrix),
      );
      for (let index = 1; index < lightness.length; index += 1) {
        expect(lightness[index]).toBeGreaterThan(lightness[index - 1] + 0.5);
      }
      expect(lightness[32] - lightness[0]).toBeGreaterThan(65);
    });
  }

  it('MON-1: is cold (blue) at the vanishing end and hot (yellow) at the exploding end', () => {
    const [coldRed, , coldBlue] = rampBytes(0);
    const [hotRed, hotGreen, hotBlue] = rampBytes(RAMP_SIZE - 1);
    expect(coldBlue).toBeGreaterThan(2 * coldRed);
    expect(Math.min(hotRed, hotGreen)).toBeGreaterThan(hotBlue + 60);
  });

  it('MON-1: marks what was not measured as no colour rather than as a cold one', () => {
    expect(rampEntry(Number.NaN)).toBe(-1);
    expect(rampCss(Number.NaN)).toBe('transparent');
  });
});

describe('log scales', () => {
  for (const [quantity, scale] of Object.entries(LOG_SCALES)) {
    it(`MON-2: ${quantity} has its healthy decade in the middle and is monotone to both ends`, () => {
      expect(positionOf(scale, scale.centre)).toBeCloseTo(0.5, 12);
      const low = positionOf(scale, scale.centre * 10 ** -HEALTHY_HALF_DECADE);
      const high = positionOf(scale, scale.centre * 10 ** HEALTHY_HALF_DECADE);
      expect((low + high) / 2).toBeCloseTo(0.5, 12);
      let before = -1;
      for (let exponent = -scale.decades; exponent <= scale.decades; exponent += 0.25) {
        const position = positionOf(scale, scale.centre * 10 ** exponent);
        expect(position).toBeGreaterThan(before);
        expect(valueAt(scale, position) / (scale.centre * 10 ** exponent)).toBeCloseTo(1, 6);
        before = position;
      }
    });

    it(`MON-2: the legend of ${quantity} names powers of ten at their colours`, () => {
      const ticks = legendTicks(scale);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(7);
      expect(ticks.some((tick) => tick.value === scale.centre)).toBe(true);
      for (const tick of ticks) {
        expect(tick.position).toBeCloseTo(positionOf(scale, tick.value), 12);
        expect(Number(tick.label) / tick.value).toBeCloseTo(1, 9);
      }
    });
  }

  it('MON-2: zero is at the cold end, infinity at the hot end, NaN nowhere', () => {
    const scale = logScaleOf('gradientRms');
    expect(positionOf(scale, 0)).toBe(0);
    expect(positionOf(scale, Number.POSITIVE_INFINITY)).toBe(1);
    expect(positionOf(scale, Number.NaN)).toBeNaN();
    expect(magnitudeColour(scale, 0)).toBe(rampCss(0));
  });

  it('MON-2: refuses a quantity that is no magnitude', () => {
    expect(() => logScaleOf('deadNow')).toThrow('deadNow');
  });
});

describe('overlays', () => {
  for (const overlay of OVERLAYS) {
    it(`MON-3: the overlay ${overlay} colours harm cold and health in the middle`, () => {
      if (overlay === 'shapes') {
        expect(overlayColour(overlay, 1)).toBe('transparent');
        return;
      }
      const healthy = { signal: 1, gradient: 1e-3, dead: 0, updates: 1e-3 }[overlay];
      const harmed = { signal: 1e-9, gradient: 1e-12, dead: 1, updates: 1e-9 }[overlay];
      expect(overlayPosition(overlay, healthy)).toBeCloseTo(0.5, 12);
      expect(overlayPosition(overlay, harmed)).toBe(0);
    });
  }
});

describe('signed colours and categories', () => {
  it('MON-4: opposite values are equally light and differ in hue', () => {
    for (const share of [0.25, 0.5, 1]) {
      const negative = parse(signedColour(-share, 1));
      const positive = parse(signedColour(share, 1));
      const light = (rgb: Rgb): number => lightnessOf(rgb, VISIONS.trichromacy);
      expect(Math.abs(light(negative) - light(positive))).toBeLessThan(6);
      expect(negative[2]).toBeGreaterThan(negative[0]);
      expect(positive[0]).toBeGreaterThan(positive[2]);
    }
    const [red, green, blue] = parse(signedColour(0, 1));
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThanOrEqual(1);
  });

  it('MON-4: categories repeat only after all have been used', () => {
    const used = OKABE_ITO.map((_, index) => categoryColour(index));
    expect(new Set(used).size).toBe(OKABE_ITO.length);
    expect(categoryColour(OKABE_ITO.length)).toBe(used[0]);
  });
});

describe('numbers in charts', () => {
  it.each([
    [0, '0'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '∞'],
    [0.01234, '0.0123'],
    [1234.5, '1230'],
    [4.5e-7, '4.5e-7'],
    [3e9, '3e9'],
    [-2.5e-6, '-2.5e-6'],
  ])('MON-5: %d reads %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  it.each([
    [1, '1'],
    [0.01, '0.01'],
    [1000, '1000'],
    [1e-9, '1e-9'],
    [1e4, '1e4'],
  ])('MON-5: the power %d reads %s', (value, expected) => {
    expect(formatPower(value)).toBe(expected);
  });
});
