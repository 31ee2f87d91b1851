import {
  BOUNDARY_POINTS,
  CURVE_POINTS,
  type GroupName,
  HISTOGRAM_BINS,
  HISTOGRAM_TENSORS,
  LAYER_QUANTITIES,
  NOISE_COLUMNS,
  type RunLayout,
  STEP_COLUMNS,
  VALIDATION_COLUMNS,
} from './layout';

const numbered = (count: number, name: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => name(index));

/** What layers are called, each by a name of its own: one that two have is followed by the node's id. */
export function layerNames({ layers }: Pick<RunLayout, 'layers'>): readonly string[] {
  const names = layers.map(({ name, node }) => name || node);
  return names.map((name, at) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${layers[at].node})`,
  );
}

const nameOfNode = (layout: RunLayout, node: string): string => {
  const at = layout.layers.findIndex((layer) => layer.node === node);
  return at < 0 ? node : layerNames(layout)[at];
};

const pictureNames: Readonly<Record<RunLayout['picture'], readonly string[]>> = {
  none: [],
  plane: Array.from({ length: BOUNDARY_POINTS ** 2 }, (_, index) => index).flatMap((index) => [
    `point ${index + 1} answer`,
    `point ${index + 1} confidence`,
  ]),
  curve: numbered(CURVE_POINTS, (index) => `point ${index + 1}`),
};

const NAMES: Readonly<Record<GroupName, (layout: RunLayout) => readonly string[]>> = {
  steps: ({ metrics }) => [...STEP_COLUMNS.slice(1), ...metrics],
  validation: ({ metrics }) => [...VALIDATION_COLUMNS.slice(1), ...metrics],
  layers: (layout) =>
    layerNames(layout).flatMap((layer) =>
      LAYER_QUANTITIES.map((quantity) => `${layer} ${quantity}`),
    ),
  branches: (layout) =>
    layout.branches.map(
      ({ source, target }) => `${nameOfNode(layout, source)} to ${nameOfNode(layout, target)}`,
    ),
  timeSteps: (layout) =>
    layout.recurrences.flatMap(({ node, direction, steps }) =>
      numbered(steps, (time) => `${nameOfNode(layout, node)} ${direction} ${time + 1}`),
    ),
  units: (layout) =>
    layerNames(layout).flatMap((layer, at) =>
      layout.layers[at].canDie
        ? numbered(layout.layers[at].units, (unit) => `${layer} unit ${unit + 1}`)
        : [],
    ),
  histograms: (layout) =>
    layerNames(layout).flatMap((layer) =>
      HISTOGRAM_TENSORS.flatMap((tensor) => [
        `${layer} ${tensor} minimum`,
        `${layer} ${tensor} maximum`,
        ...numbered(HISTOGRAM_BINS, (bin) => `${layer} ${tensor} bin ${bin + 1}`),
      ]),
    ),
  noise: ({ layers }) =>
    layers.some(({ hasWeights }) => hasWeights) ? NOISE_COLUMNS.slice(1) : [],
  confusion: ({ classNames }) =>
    classNames.flatMap((actual) => classNames.map((said) => `${actual} called ${said}`)),
  picture: ({ picture }) => pictureNames[picture],
};

/** The names of a group's columns, the step first: as many as `groupsOf` says that it has. */
export const columnNames = (layout: RunLayout, group: GroupName): readonly string[] => [
  'step',
  ...NAMES[group](layout),
];
