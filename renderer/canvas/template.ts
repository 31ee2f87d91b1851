import { addStarterNetwork } from '../../shared/catalogue/starter-network';
import { currentLocale } from '../app/i18n/i18n';
import { editViewed } from '../app/state/opened-store';
import { COLUMN_STEP } from './geometry';
import { fitAll } from './view-actions';

/** Puts a small network for the current data on the canvas, in one step. */
export function addTemplate(): void {
  const locale = currentLocale();
  editViewed((document) => addStarterNetwork(document, locale, COLUMN_STEP));
  requestAnimationFrame(fitAll);
}
