import { LAYERS } from '../../catalogue/layers';
import type { Parameter } from '../../catalogue/parameter';
import { TRAINING_GROUPS } from '../../catalogue/training-settings';
import { setLayers } from '../../diagnosis/remedies/change-layers';
import type { JsonValue, ProjectDocument } from '../../document/schema';
import { fillText, type Text } from '../../text/text';
import type { AxisContext, OpenedAxis, SweepAxis } from '../axis';
import { domainOf, kept } from '../domain';
import { settingAxis } from './training';

/** Axes without a name of their own: any parameter of one layer (`dense-3.units`), any other setting of the training (`training.l2`). */

const RANKS = { training: 100, layer: 200 } as const;
const OF_LAYER: Text = { en: '{{node}}: {{label}}', zh: '{{node}}：{{label}}' };

export const TRAINING_PREFIX = 'training.';

function single(
  path: string,
  { label, help }: Parameter,
  opened: OpenedAxis,
  rank: number,
): SweepAxis {
  const proposals = opened.domain.propose(opened.current);
  return { path, label, help, proposals, rank, ...opened };
}

/** All settings of the training that the form has under a heading. */
export function trainingAxes({ document }: AxisContext): readonly SweepAxis[] {
  const fields = TRAINING_GROUPS.flatMap((group) => Object.entries(group.fields));
  return fields.flatMap(([name, parameter]): SweepAxis[] => {
    const domain = domainOf(parameter);
    if (!domain) return [];
    const opened = settingAxis(document.training, name, domain);
    return [single(`${TRAINING_PREFIX}${name}`, parameter, opened, RANKS.training)];
  });
}

/** All parameters of one layer, by its id (inside of a block: its path). */
export function layerAxes({ analysis }: AxisContext, id: string): readonly SweepAxis[] {
  const found = analysis.nodes.get(id);
  if (!found) return [];
  const table = LAYERS.find(found.node.kind)?.parameters ?? {};
  return Object.entries(table).flatMap(([name, parameter]): SweepAxis[] => {
    const domain = domainOf(parameter);
    if (!domain) return [];
    const current = found.values[name] as JsonValue;
    const apply = (document: ProjectDocument, value: JsonValue) =>
      setLayers(document, [id], (own) => ({ [name]: kept(domain, own[name], value) }));
    const axis = single(`${id}.${name}`, parameter, { domain, current, apply }, RANKS.layer);
    const label = fillText(OF_LAYER, { node: found.node.name, label: parameter.label });
    return [{ ...axis, label }];
  });
}
