import { TextInput } from '@mantine/core';
import { Search } from 'lucide-react';
import { type DragEvent, memo, useState } from 'react';
import { LAYER_GROUPS, type LayerDefinition } from '../../shared/catalogue/layer';
import { LAYERS } from '../../shared/catalogue/layers';
import { useLocale, useWords } from '../app/i18n/i18n';
import { addLayerInView } from './actions';
import { BlockPalette } from './block-palette';
import { matchesSearch } from './headline';
import { LayerIcon } from './icons';
import classes from './palette.module.css';
import { LAYER_MIME } from './palette-drag';
import { canvasWords } from './words';

const Item = memo(function Item({ entry }: { readonly entry: LayerDefinition }) {
  const locale = useLocale();
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(LAYER_MIME, entry.kind);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <button
      type="button"
      className={classes.item}
      data-kind={entry.kind}
      data-group={entry.group}
      title={entry.summary[locale]}
      draggable
      onDragStart={onDragStart}
      onClick={() => addLayerInView(entry.kind)}
    >
      <LayerIcon name={entry.icon} />
      <span>{entry.label[locale]}</span>
    </button>
  );
});

/** Every layer of the catalogue, by group: dragged onto the canvas, or added by a press. */
export function Palette() {
  const t = useWords(canvasWords);
  const [search, setSearch] = useState('');
  const found = LAYERS.entries.filter((entry) => matchesSearch(entry, search));
  const groups = LAYER_GROUPS.map((group) => ({
    group,
    entries: found.filter((entry) => entry.group === group),
  })).filter(({ entries }) => entries.length > 0);
  return (
    <section className={classes.palette} aria-label={t('palette')}>
      <TextInput
        className={classes.search}
        type="search"
        aria-label={t('paletteSearch')}
        placeholder={t('paletteSearch')}
        leftSection={<Search size={14} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setSearch('');
          if (event.key === 'Enter' && found[0] && search) addLayerInView(found[0].kind);
        }}
      />
      <div className={classes.groups}>
        {groups.map(({ group, entries }) => (
          <fieldset key={group} className={classes.group}>
            <legend>{t(`group.${group}`)}</legend>
            {entries.map((entry) => (
              <Item key={entry.kind} entry={entry} />
            ))}
          </fieldset>
        ))}
        <BlockPalette search={search} />
        {found.length === 0 && (
          <p className={classes.hint}>{t('paletteNothing', { search: search.trim() })}</p>
        )}
      </div>
      <p className={classes.hint}>{t('paletteHint')}</p>
    </section>
  );
}
