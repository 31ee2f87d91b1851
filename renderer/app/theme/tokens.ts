import type { MantineColorsTuple } from '@mantine/core';

/**
 * The design tokens: every colour, size and font that the interface uses for itself (colours of data are
 * `renderer/monitor/scale.ts`). Lengths are multiples of 4 pixels; text is 13 pixels in the system's own face.
 */

/**
 * The one accent: what is selected, focused or the next thing to do. White text has a contrast of 6.2 on shade 6
 * (light theme) and 4.6 on shade 5 (dark theme), which itself has 3.7 against the dark surface.
 */
export const ACCENT: MantineColorsTuple = [
  '#eef2fd',
  '#dbe4fa',
  '#b9caf5',
  '#93adf0',
  '#7694ec',
  '#4a6fdc',
  '#3058c8',
  '#284aab',
  '#213d8d',
  '#1a306f',
];

/** Shade 6 is dimmed text in the light theme: 6.1 on white, where the kit's own grey has 3.3. */
export const GRAY: MantineColorsTuple = [
  '#f7f8f9',
  '#f0f1f3',
  '#e4e6e9',
  '#d5d8dd',
  '#bcc1c8',
  '#8d949e',
  '#59616c',
  '#444b55',
  '#2d333b',
  '#1b1f24',
];

/** From text (0) over dimmed text (2) and hairlines (4) to the window's ground (7). */
export const DARK: MantineColorsTuple = [
  '#d3d7dd',
  '#b6bcc5',
  '#969da8',
  '#666d78',
  '#3a3f47',
  '#2c3037',
  '#23262c',
  '#1a1c20',
  '#141619',
  '#0e0f11',
];

export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif";
export const MONOSPACE_FONT =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace";

export const FONT_SIZES = { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' };
export const SPACING = { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' };
export const RADII = { xs: '2px', sm: '3px', md: '4px', lg: '6px', xl: '8px' };

/** Colours that the shell adds to the kit's variables; `var(--vp-…)` in style sheets. */
export const SHELL_COLORS = {
  light: {
    '--vp-ground': '#f3f4f6',
    '--vp-surface': '#ffffff',
    '--vp-raised': '#ffffff',
    '--vp-hairline': '#dfe2e6',
    '--vp-hover': '#f0f1f4',
    '--vp-error': '#b42318',
    '--vp-error-ground': '#fdf1ef',
    '--vp-warning': '#8a5a00',
    '--vp-warning-ground': '#fdf6e7',
    '--vp-good': '#1c7a4a',
  },
  dark: {
    '--vp-ground': '#141619',
    '--vp-surface': '#1a1c20',
    '--vp-raised': '#23262c',
    '--vp-hairline': '#2f333a',
    '--vp-hover': '#262a30',
    '--vp-error': '#f2877c',
    '--vp-error-ground': '#2d1b1a',
    '--vp-warning': '#e3b341',
    '--vp-warning-ground': '#2a2313',
    '--vp-good': '#58b888',
  },
} as const;

/** Heights and widths of the workbench, in pixels. */
export const LAYOUT = {
  menuBarHeight: 36,
  runBarHeight: 44,
  railWidth: 40,
  sidePanel: { minimum: 200, initial: 248, maximum: 480 },
  inspectorPanel: { minimum: 240, initial: 304, maximum: 560 },
  monitorPanel: { minimum: 140, initial: 320, rail: 36 },
  canvasMinimum: 240,
} as const;
