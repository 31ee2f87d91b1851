import { ACTIVATIONS } from '../../../shared/catalogue/activations';
import { AUGMENTATIONS } from '../../../shared/catalogue/augmentations';
import { DATASETS } from '../../../shared/catalogue/datasets';
import { INITIALIZERS } from '../../../shared/catalogue/initializers';
import { LAYERS } from '../../../shared/catalogue/layers';
import { LOSSES } from '../../../shared/catalogue/losses';
import { METRICS } from '../../../shared/catalogue/metrics';
import { OPTIMIZERS } from '../../../shared/catalogue/optimizers';
import type { CatalogueEntry, Registry } from '../../../shared/catalogue/registry';
import { SCHEDULES } from '../../../shared/catalogue/schedules';

/** Every registry there is, by the name of its folder in shared/catalogue. */
export const REGISTRIES: Readonly<Record<string, Registry<CatalogueEntry>>> = {
  layers: LAYERS,
  initializers: INITIALIZERS,
  activations: ACTIVATIONS,
  losses: LOSSES,
  optimizers: OPTIMIZERS,
  metrics: METRICS,
  schedules: SCHEDULES,
  datasets: DATASETS,
  augmentations: AUGMENTATIONS,
};
