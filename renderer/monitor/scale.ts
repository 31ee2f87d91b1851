import type { LayerQuantity } from '../../shared/telemetry/layout';
import type { Overlay } from '../app/state/view-store';

/**
 * The one colour scale of every chart, overlay and legend. Magnitudes are logarithmic: cold and dark is
 * vanishing, the middle is the decade that is usual in a network that learns, hot and bright is exploding.
 * Colours run dark blue, teal, yellow along a straight line of lightness in OKLab (Ottosson 2020), so that they
 * keep their order for every kind of colour vision and in grey print.
 */

/** A logarithmic scale that is centred on a usual value and shows `decades` powers of ten to either side. */
export interface LogScale {
  readonly centre: number;
  readonly decades: number;
}

/** Signals: a deviation near 1 keeps its scale from layer to layer (He et al. 2015). */
const SIGNAL: LogScale = { centre: 1, decades: 6 };
/** Gradients of a batch's mean loss: an element is of the order of 1 ÷ batch ÷ width in a network that learns. */
const GRADIENT: LogScale = { centre: 1e-3, decades: 6 };
/** Norms of whole tensors are larger than their elements by the root of the element count. */
const GRADIENT_NORM: LogScale = { centre: 1e-1, decades: 6 };
const WEIGHT_NORM: LogScale = { centre: 10, decades: 4 };
/** Update ÷ weight near 1e-3 is usual; above 1e-1 weights are thrown about, below 1e-5 nothing moves. */
const UPDATE: LogScale = { centre: 1e-3, decades: 4 };

/** Scales of the quantities that are magnitudes; the others are fractions from 0 to 1, or signed. */
export const LOG_SCALES: Readonly<Partial<Record<LayerQuantity, LogScale>>> = {
  signalDeviation: SIGNAL,
  signalRms: SIGNAL,
  gradientRms: GRADIENT,
  gradientNorm: GRADIENT_NORM,
  weightNorm: WEIGHT_NORM,
  weightGradientNorm: GRADIENT_NORM,
  weightGradientRms: GRADIENT,
  updateRatio: UPDATE,
};

/** The scale of a magnitude; throws a `RangeError` for a quantity that has none. */
export function logScaleOf(quantity: LayerQuantity): LogScale {
  const scale = LOG_SCALES[quantity];
  if (!scale) throw new RangeError(`${quantity} is not a magnitude`);
  return scale;
}

/** What an overlay of the canvas shows of a layer; `shapes` shows none. */
export const OVERLAY_QUANTITIES: Readonly<Record<Exclude<Overlay, 'shapes'>, LayerQuantity>> = {
  signal: 'signalRms',
  gradient: 'gradientRms',
  dead: 'deadNow',
  updates: 'updateRatio',
};

/** Half of the healthy decade, in powers of ten: from centre ÷ 3.16 to centre × 3.16. */
export const HEALTHY_HALF_DECADE = 0.5;

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** Where a magnitude stands on its scale: 0 at the cold end, 0.5 at the centre, 1 at the hot end; NaN for NaN. */
export function positionOf(scale: LogScale, value: number): number {
  const exponent = Math.log10(Math.abs(value) / scale.centre);
  // Zero has exponent −∞ and belongs at the cold end; only "not measured" stays NaN.
  return clamp(0.5 + exponent / (2 * scale.decades));
}

/** The magnitude at a position of the scale; inverse of `positionOf` within the scale's range. */
export const valueAt = (scale: LogScale, position: number): number =>
  scale.centre * 10 ** ((position - 0.5) * 2 * scale.decades);

type Rgb = readonly [number, number, number];

const toGamma = (linear: number): number =>
  linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;

/** OKLab to linear sRGB (Ottosson 2020), not clipped. */
function linearFromOklab(lightness: number, a: number, b: number): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const inGamut = (rgb: Rgb): boolean => rgb.every((part) => part >= -1e-4 && part <= 1 + 1e-4);

const GAMUT_HALVINGS = 16;

/** A colour by lightness, chroma and hue (degrees); chroma is lowered until the screen can show it. */
function colourOf(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const at = (strength: number): Rgb =>
    linearFromOklab(lightness, strength * Math.cos(angle), strength * Math.sin(angle));
  let shown = 0;
  let hidden = chroma;
  if (inGamut(at(chroma))) shown = chroma;
  // Halved finely: chroma that jumps between neighbours would draw edges that are not in the data.
  for (let halving = 0; shown < chroma && halving < GAMUT_HALVINGS; halving += 1) {
    const middle = (shown + hidden) / 2;
    if (inGamut(at(middle))) shown = middle;
    else hidden = middle;
  }
  const byte = (part: number): number => Math.round(255 * clamp(toGamma(clamp(part))));
  const [red, green, blue] = at(shown);
  return [byte(red), byte(green), byte(blue)];
}

const mix = (from: number, to: number, share: number): number => from + (to - from) * share;

export const RAMP_SIZE = 256;
const DARKEST = 0.24;
const BRIGHTEST = 0.93;
/** Dark blue, teal, yellow: a path of hues that stay apart when red and green look alike. */
const RAMP_HUES: Rgb = [275, 190, 100];
const RAMP_CHROMAS: Rgb = [0.13, 0.105, 0.17];

function rampColour(position: number): Rgb {
  const half = position < 0.5 ? 0 : 1;
  const share = position * 2 - half;
  return colourOf(
    mix(DARKEST, BRIGHTEST, position),
    mix(RAMP_CHROMAS[half], RAMP_CHROMAS[half + 1], share),
    mix(RAMP_HUES[half], RAMP_HUES[half + 1], share),
  );
}

/** Red, green and blue bytes of the ramp, three per entry: what canvases copy from. */
export const RAMP_BYTES: Uint8ClampedArray = Uint8ClampedArray.from(
  Array.from({ length: RAMP_SIZE }, (_, index) => rampColour(index / (RAMP_SIZE - 1))).flat(),
);

const cssOf = (bytes: Uint8ClampedArray, entry: number): string =>
  `rgb(${bytes[3 * entry]}, ${bytes[3 * entry + 1]}, ${bytes[3 * entry + 2]})`;

const RAMP_CSS: readonly string[] = Array.from({ length: RAMP_SIZE }, (_, entry) =>
  cssOf(RAMP_BYTES, entry),
);

/** Entry of the ramp at a position from 0 to 1; −1 for NaN ("not measured"). */
export const rampEntry = (position: number): number =>
  Number.isNaN(position) ? -1 : Math.round(clamp(position) * (RAMP_SIZE - 1));

/** Colour of what was not measured. Drawn with a hatch where there is room. */
export const NOT_MEASURED = 'transparent';

/** Colour at a position of the scale (0 cold, 1 hot). */
export function rampCss(position: number): string {
  const entry = rampEntry(position);
  return entry < 0 ? NOT_MEASURED : RAMP_CSS[entry];
}

export const magnitudeColour = (scale: LogScale, value: number): string =>
  rampCss(positionOf(scale, value));

/** Where a share of harm (dead, saturated) stands: none is the healthy middle, all is the cold end. */
export const harmPosition = (share: number): number => 0.5 * (1 - clamp(share));

/** Where a unit's firing share stands: never is the cold end, always is bright. */
export const firingPosition = (share: number): number => clamp(share);

/** Where a layer's value stands on the scale of an overlay of the canvas. */
export function overlayPosition(overlay: Overlay, value: number): number {
  if (overlay === 'shapes') return Number.NaN;
  const scale = LOG_SCALES[OVERLAY_QUANTITIES[overlay]];
  return scale ? positionOf(scale, value) : harmPosition(value);
}

/** Colour of a layer's value in an overlay of the canvas; transparent for NaN and for the overlay `shapes`. */
export const overlayColour = (overlay: Overlay, value: number): string =>
  rampCss(overlayPosition(overlay, value));

/** A mark of a legend or axis. `position` is 0 to 1 along the scale. */
export interface Tick {
  readonly value: number;
  readonly position: number;
  readonly label: string;
}

/** Whole powers of ten along a scale, about `count` of them, the centre among them. */
export function legendTicks(scale: LogScale, count = 7): readonly Tick[] {
  const reach = Math.floor(scale.decades);
  const every = Math.max(1, Math.ceil((2 * reach) / Math.max(1, count - 1)));
  const ticks: Tick[] = [];
  const side = Math.floor(reach / every);
  for (let index = -side; index <= side; index += 1) {
    const value = scale.centre * 10 ** (index * every);
    ticks.push({ value, position: positionOf(scale, value), label: formatPower(value) });
  }
  return ticks;
}

/** Marks of an overlay's legend. */
export function overlayTicks(overlay: Exclude<Overlay, 'shapes'>, count = 5): readonly Tick[] {
  const scale = LOG_SCALES[OVERLAY_QUANTITIES[overlay]];
  if (scale) return legendTicks(scale, count);
  return [1, 0.5, 0].map((value) => ({
    value,
    position: harmPosition(value),
    label: formatShare(value),
  }));
}

const SIGNED_LIGHT: Rgb = [0.95, 0, 0];
const SIGNED_ENDS = { negative: { hue: 255, chroma: 0.15 }, positive: { hue: 50, chroma: 0.15 } };
const SIGNED_END_LIGHTNESS = 0.52;

/**
 * Diverging map of signed values: blue for negative, light grey for 0, orange for positive; `limit` is the
 * magnitude at either end. Equal magnitudes are equally light.
 */
export function signedColour(value: number, limit: number): string {
  if (Number.isNaN(value)) return NOT_MEASURED;
  const share = clamp(Math.abs(value) / limit);
  const end = value < 0 ? SIGNED_ENDS.negative : SIGNED_ENDS.positive;
  const lightness = mix(SIGNED_LIGHT[0], SIGNED_END_LIGHTNESS, share);
  const [red, green, blue] = colourOf(lightness, end.chroma * share, end.hue);
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Okabe and Ito (2008): categories that all kinds of colour vision tell apart. Yellow last: it is faint on white. */
export const OKABE_ITO = [
  '#0072B2',
  '#D55E00',
  '#009E73',
  '#CC79A7',
  '#E69F00',
  '#56B4E9',
  '#8A8A8A',
  '#F0E442',
] as const;

export const categoryColour = (index: number): string => OKABE_ITO[index % OKABE_ITO.length];

/** Three significant digits, powers of ten where plain digits would be long: 0.0123, 4.5e-7. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-3 && magnitude < 1e5) return String(Number(value.toPrecision(3)));
  return value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');
}

/** A power of ten as an axis writes it: 1, 10, 0.1, 1e-6. */
export function formatPower(value: number): string {
  const exponent = Math.round(Math.log10(value));
  return exponent >= -2 && exponent <= 3
    ? String(Number((10 ** exponent).toPrecision(1)))
    : `1e${exponent}`;
}

export const formatShare = (share: number): string =>
  Number.isNaN(share) ? '–' : `${Number((100 * share).toPrecision(3))}%`;

/** Orange at the input's end, blue at the output's: lines of many layers in one chart, told apart by depth. */
export function depthColour(index: number, count: number): string {
  const share = count > 1 ? (2 * index) / (count - 1) - 1 : 1;
  const end = share < 0 ? { hue: 50, chroma: 0.15 } : { hue: 255, chroma: 0.14 };
  const [red, green, blue] = colourOf(0.6, end.chroma * Math.abs(share), end.hue);
  return `rgb(${red}, ${green}, ${blue})`;
}
