import { useCallback, useMemo } from 'react';
import { LAYERS } from '../../shared/catalogue/layers';
import { useLocale, useWords } from '../app/i18n/i18n';
import { addLayer, kindsFor } from './actions';
import { useCanvas } from './canvas-store';
import { Floating } from './floating';
import { focusCanvas, focusNodeSoon } from './focus';
import { matchesSearch } from './headline';
import { LayerIcon } from './icons';
import { SearchList } from './search-list';
import { canvasWords } from './words';

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

  // Asked for once: what fits is found by trying each kind on the network.
  const entries = useMemo(
    () => (from ? kindsFor(from).map((kind) => LAYERS.get(kind)) : LAYERS.entries),
    [from],
  );
  const itemsFor = useCallback(
    (search: string) =>
      entries
        .filter((entry) => matchesSearch(entry, search))
        .map((entry) => ({
          key: entry.kind,
          label: entry.label[locale],
          detail: entry.summary[locale],
          icon: <LayerIcon name={entry.icon} />,
        })),
    [entries, locale],
  );

  if (!quickAdd) return null;
  const label = t(from ? 'addConnected' : 'addLayer');
  const onChoose = (kind: string) => {
    const added = addLayer(kind, quickAdd.place.flow, from);
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
