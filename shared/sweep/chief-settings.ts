import { ACTIVATIONS } from '../catalogue/activations';
import { isChoice } from '../catalogue/catalogues';
import { INITIALIZERS } from '../catalogue/initializers';
import { OPTIMIZERS } from '../catalogue/optimizers';
import type { CatalogueEntry, Registry } from '../catalogue/registry';
import type { ProjectDocument } from '../document/schema';
import { analyse } from '../graph/analyse';
import type { ChiefSettings } from '../host-data';
import { fillText, formatExactly, type Text, untranslated } from '../text/text';
import { findAxis } from './axes';

/** What a run of a document is known by in a list. */
export function chiefSettings(document: ProjectDocument): ChiefSettings {
  const context = { document, analysis: analyse(document) };
  const kindOf = (path: string): string | null => {
    const axis = findAxis(context, path);
    const current = axis.ok ? axis.value.current : null;
    return current !== null && isChoice(current) ? current.kind : null;
  };
  const { optimizer, learningRate, epochs, batchSize, seed } = document.training;
  return {
    optimizer: optimizer.kind,
    learningRate,
    initializer: kindOf('initializer'),
    activation: kindOf('activation'),
    epochs,
    batchSize,
    seed,
  };
}

const RATE: Text = { en: '{{optimizer}} {{rate}}', zh: '{{optimizer}} {{rate}}' };
const EPOCHS: Text = { en: '{{count|epoch|epochs}}', zh: '{{count}} 轮' };
const BATCH: Text = { en: 'batch {{count}}', zh: '批量 {{count}}' };
const SEED: Text = { en: 'seed {{seed}}', zh: '种子 {{seed}}' };

const nameIn = (registry: Registry<CatalogueEntry>, kind: string): Text =>
  registry.find(kind)?.label ?? untranslated(kind);

/** The chief settings in one line, a part each: `Adam 0.01`, `He normal`, `ReLU`, `40 epochs`, … */
export function tellChiefSettings(settings: ChiefSettings): readonly Text[] {
  const { optimizer, learningRate, initializer, activation, epochs, batchSize, seed } = settings;
  return [
    fillText(RATE, {
      optimizer: nameIn(OPTIMIZERS, optimizer),
      rate: formatExactly(learningRate),
    }),
    ...(initializer === null ? [] : [nameIn(INITIALIZERS, initializer)]),
    ...(activation === null ? [] : [nameIn(ACTIVATIONS, activation)]),
    fillText(EPOCHS, { count: epochs }),
    fillText(BATCH, { count: batchSize }),
    fillText(SEED, { seed: String(seed) }),
  ];
}
