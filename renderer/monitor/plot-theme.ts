import { useMemo, useSyncExternalStore } from 'react';

/** The interface's own colours, resolved: canvases and exported pictures know no CSS variables. */
export interface PlotTheme {
  readonly dark: boolean;
  readonly text: string;
  readonly dimmed: string;
  readonly hairline: string;
  readonly surface: string;
  readonly accent: string;
  readonly error: string;
  /** Ground of the range that is usual in a healthy network. */
  readonly healthy: string;
  /** Ground of a saturated region. */
  readonly shade: string;
}

const SCHEME_ATTRIBUTE = 'data-mantine-color-scheme';

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: [SCHEME_ATTRIBUTE] });
  return () => observer.disconnect();
}

const currentScheme = (): string =>
  document.documentElement.getAttribute(SCHEME_ATTRIBUTE) ?? 'light';

function readTheme(scheme: string): PlotTheme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string, fallback: string): string =>
    style.getPropertyValue(name).trim() || fallback;
  const dark = scheme === 'dark';
  return {
    dark,
    text: read('--mantine-color-text', dark ? '#d3d7dd' : '#1b1f24'),
    dimmed: read('--mantine-color-dimmed', dark ? '#969da8' : '#59616c'),
    hairline: read('--vp-hairline', dark ? '#2f333a' : '#dfe2e6'),
    surface: read('--vp-surface', dark ? '#1a1c20' : '#ffffff'),
    accent: read('--mantine-primary-color-filled', '#3058c8'),
    error: read('--vp-error', dark ? '#f2877c' : '#b42318'),
    shade: dark ? 'rgba(227, 179, 65, 0.16)' : 'rgba(200, 130, 0, 0.14)',
    healthy: dark ? 'rgba(88, 184, 136, 0.12)' : 'rgba(28, 122, 74, 0.09)',
  };
}

/** Colours of the current theme; the same object until the theme changes. */
export function usePlotTheme(): PlotTheme {
  const scheme = useSyncExternalStore(subscribe, currentScheme);
  return useMemo(() => readTheme(scheme), [scheme]);
}
