import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import classes from './search-list.module.css';

export interface SearchItem {
  readonly key: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** A second line: what it does, or where it is. */
  readonly detail?: string;
}

interface SearchListProps {
  readonly label: string;
  readonly placeholder: string;
  readonly empty: string;
  /** The items that fit what was typed, best first. */
  readonly itemsFor: (search: string) => readonly SearchItem[];
  readonly onChoose: (key: string) => void;
  readonly onCancel: () => void;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A search field over a list of choices, all by keyboard: the combobox pattern of WAI-ARIA. */
export function SearchList(props: SearchListProps) {
  const { label, placeholder, empty, itemsFor, onChoose, onCancel } = props;
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = itemsFor(search);
  const activeItem = items[Math.min(active, items.length - 1)];

  // preventScroll: the browser would otherwise scroll the canvas to a field that stands beyond its edge.
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive((index) => Math.max(0, Math.min(items.length - 1, index + step)));
    }
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && activeItem && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onChoose(activeItem.key);
    }
  };

  return (
    <div className={classes.search}>
      <input
        ref={field}
        className={classes.field}
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={activeItem ? `${id} ${activeItem.key}` : undefined}
        aria-autocomplete="list"
        placeholder={placeholder}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} className={classes.list} role="listbox" id={id} aria-label={label}>
        {items.map((item) => (
          // The field keeps the focus and speaks for the options, so they take no key presses of their own.
          <div
            key={item.key}
            id={`${id} ${item.key}`}
            className={classes.item}
            role="option"
            tabIndex={-1}
            aria-selected={item === activeItem}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(item.key)}
            onKeyDown={undefined}
          >
            {item.icon}
            <span className={classes.itemText}>
              <span>{item.label}</span>
              {item.detail && <span className={classes.detail}>{item.detail}</span>}
            </span>
          </div>
        ))}
      </div>
      {items.length === 0 && <p className={classes.empty}>{empty}</p>}
    </div>
  );
}
