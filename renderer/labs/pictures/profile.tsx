import type { LabFigure } from '../../../shared/labs/figure';
import { useSay } from '../../app/i18n/i18n';
import { logScaleOf, magnitudeColour } from '../../monitor/scale';
import { GROUND, HAIRLINE, heightScale, INK, innerWidth, PICTURE } from './frame';

type Profile = Extract<LabFigure, { type: 'profile' }>;

/** Above a line closer to the top than this there is no room for its name. */
const LABEL_ROOM = 16;

/** Bars of a magnitude by depth in the colours of the monitor, and the sound network's as a line across them. */
export function ProfilePicture({ figure }: { readonly figure: Profile }) {
  const say = useSay();
  const all = [figure.base, ...[figure.sound, ...figure.failing].flatMap(({ values }) => values)];
  const y = heightScale(Math.min(...all), Math.max(...all));
  const count = figure.sound.values.length;
  const step = innerWidth / count;
  const scale = logScaleOf(figure.quantity);
  const lineStart = figure.sound.values[0];
  const line = figure.sound.values
    .map((value, index) => `${PICTURE.margin + (index + 0.5) * step},${y(value)}`)
    .join(' ');
  return (
    <>
      <line
        x1={PICTURE.margin}
        x2={PICTURE.width - PICTURE.margin}
        y1={y(figure.base)}
        y2={y(figure.base)}
        stroke={HAIRLINE}
      />
      {figure.failing.map(({ label, values }) =>
        values.map((value, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is known by its depth alone
            key={`${label.en} ${index}`}
            x={PICTURE.margin + index * step + 0.5}
            width={Math.max(1, step - 1.5)}
            y={Math.min(y(value), y(figure.base))}
            height={Math.max(0.75, Math.abs(y(value) - y(figure.base)))}
            fill={magnitudeColour(scale, 10 ** value)}
            stroke={HAIRLINE}
            strokeWidth={0.5}
          />
        )),
      )}
      <polyline points={line} fill="none" stroke={GROUND} strokeWidth={3.5} />
      <polyline points={line} fill="none" stroke={INK} strokeWidth={1.25} strokeDasharray="3 2" />
      <text
        x={PICTURE.margin}
        y={y(lineStart) < LABEL_ROOM ? y(lineStart) + 11 : y(lineStart) - 5}
        fontSize={9}
        fill={INK}
        stroke={GROUND}
        strokeWidth={3}
        paintOrder="stroke"
      >
        {say(figure.sound.label)}
      </text>
    </>
  );
}
