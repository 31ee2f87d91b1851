import type { ComponentType } from 'react';
import type { Text } from '../../shared/text/text';
import type { ExploreTabName } from './tab-titles';

/** One tab of the page. `name` is stable: commands and kept views hold it. */
export interface ExploreTab {
  readonly name: ExploreTabName;
  /** One or two lines: what it answers, and where the method comes from. */
  readonly tells: Text;
  /** Fills the page under the row of tabs, and scrolls by itself. */
  readonly Content: ComponentType;
}
