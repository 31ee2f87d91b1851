import type { DataShape } from '../../../shared/catalogue/dataset';
import type { DataPreview } from '../../../shared/host-data';

/** What every picture of data is drawn from. */
export interface PictureProps {
  readonly preview: DataPreview;
  readonly shape: DataShape;
}
