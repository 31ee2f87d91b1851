import type { LabFigure } from '../../shared/labs/figure';
import { useSay } from '../app/i18n/i18n';
import { CellsPicture } from './pictures/cells';
import { CurvesPicture } from './pictures/curves';
import { PICTURE } from './pictures/frame';
import { HistogramsPicture } from './pictures/histograms';
import { ProfilePicture } from './pictures/profile';

type Pictures = {
  readonly [Type in LabFigure['type']]: (properties: {
    readonly figure: Extract<LabFigure, { type: Type }>;
  }) => React.ReactNode;
};

const PICTURES: Pictures = {
  profile: ProfilePicture,
  histograms: HistogramsPicture,
  cells: CellsPicture,
  curves: CurvesPicture,
};

/** A lab's failure, drawn from the numbers that were measured. The caption says what is drawn to those who do not see it. */
export function LabPicture({ figure }: { readonly figure: LabFigure }) {
  const say = useSay();
  const Picture = PICTURES[figure.type] as (properties: {
    readonly figure: LabFigure;
  }) => React.ReactNode;
  return (
    <svg
      viewBox={`0 0 ${PICTURE.width} ${PICTURE.height}`}
      role="img"
      aria-label={say(figure.caption)}
      preserveAspectRatio="xMidYMid meet"
      width="100%"
      style={{ display: 'block' }}
    >
      <Picture figure={figure} />
    </svg>
  );
}
