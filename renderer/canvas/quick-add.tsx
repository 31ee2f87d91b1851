import { useCallback, useMemo } from 'react';
import { LAYERS } from '../../shared/catalogue/layers';
import { useLocale, useWords } from '../app/i18n/i18n';
import { addLayer, insertLayer, kindsFor } from './actions';
import { useBlockChoices } from './block-palette';
import { useCanvas } from './canvas-store';
import { Floating } from './floating';
import { focusCanvas, focusNodeSoon } from './focus';
import { matches, matchesSearch } from './headline';
import { LayerIcon } from './icons';
import { SearchList } from './search-list';
import { canvasWords } from './words';

/** What can stand between two layers. */
const insertableLayers = LAYERS.entries.filter(
  ({ inputs, hasOutput }) => inputs !== 'none' && hasOutput,
);

const close = (): void => {
  useCanvas.setState({ quickAdd: null });
  focusCanvas();
};

/** The search at the pointer that adds a layer, and connects it where a connection was dropped there. */
export function QuickAdd() {
  const t = useWords(canvasWords);
  const locale = useLocale();
  const quickAdd = useCanvas((state) => state.quickAdd);
  const from = quickAdd?.from ?? null;
  const isInsertion = quickAdd?.edge !== undefined;

  // Asked for once: what fits is found by trying each kind on the network.
  const entries = useMemo(() => {
    if (isInsertion) return insertableLayers;
    return from ? kindsFor(from).map((kind) => LAYERS.get(kind)) : LAYERS.entries;
  }, [from, isInsertion]);
  const blocks = useBlockChoices();
  const itemsFor = useCallback(
    (search: string) => [
      ...entries
        .filter((entry) => matchesSearch(entry, search))
        .map((entry) => ({
          key: entry.kind,
          label: entry.label[locale],
          detail: entry.summary[locale],
          icon: <LayerIcon name={entry.icon} />,
        })),
      ...blocks
        .filter(({ label }) => matches([label], search))
        .map(({ kind, label, summary, icon }) => ({
          key: kind,
          label,
          detail: summary,
          icon: <LayerIcon name={icon} />,
        })),
    ],
    [entries, blocks, locale],
  );

  if (!quickAdd) return null;
  const label = t(from || isInsertion ? 'addConnected' : 'addLayer');
  const onChoose = (kind: string) => {
    const { place, edge } = quickAdd;
    const added =
      edge === undefined ? addLayer(kind, place.flow, from) : insertLayer(kind, edge, place.flow);
    close();
    if (added !== null) focusNodeSoon(added);
  };
  return (
    <Floating at={quickAdd.place.screen} label={label} onClose={close}>
      <SearchList
        label={label}
        placeholder={t('quickAddSearch')}
        empty={t('nothingFits')}
        itemsFor={itemsFor}
        onChoose={onChoose}
        onCancel={close}
      />
    </Floating>
  );
}
