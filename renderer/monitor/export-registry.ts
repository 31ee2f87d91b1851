import { createContext, useContext, useEffect } from 'react';
import type { SvgPainter } from './svg-painter';

/** One drawn part of a panel: where it is on the screen, and how to draw it again. */
export interface Exportable {
  element(): Element | null;
  draw(painter: SvgPainter): void;
  /** Height of what is drawn, where it is not that of the element (a table that scrolls on the screen). */
  readonly height?: number;
  readonly width?: number;
}

export const ExportRegistry = createContext<Set<Exportable> | null>(null);

/** Lists a chart for its panel's export while it is mounted. `exportable` must be stable (useMemo). */
export function useExportable(exportable: Exportable): void {
  const registry = useContext(ExportRegistry);
  useEffect(() => {
    registry?.add(exportable);
    return () => {
      registry?.delete(exportable);
    };
  }, [registry, exportable]);
}
