import { LAYERS } from '../../catalogue/layers';
import type { Parameter } from '../../catalogue/parameter';
import { TRAINING_GROUPS } from '../../catalogue/training-settings';
import { setLayers } from '../../diagnosis/remedies/change-layers';
import { setTraining } from '../../document/edits';
import type { JsonValue, ProjectDocument, TrainingSettings } from '../../document/schema';
import { fillText, type Text } from '../../text/text';
import type { AxisContext, SweepAxis } from '../axis';
import { type Domain, domainOf, kept } from '../domain';

/** Axes without a name of their own: any parameter of one layer (`dense-3.units`), any other setting of the training (`training.l2`). */

const RANKS = { training: 100, layer: 200 } as const;
const OF_LAYER: Text = { en: '{{node}}: {{label}}', zh: '{{node}}：{{label}}' };

export const TRAINING_PREFIX = 'training.';

function single(
  path: string,
  { label, help }: Parameter,
  domain: Domain,
  current: JsonValue,
  rest: Pick<SweepAxis, 'apply' | 'rank'>,
): SweepAxis {
  return { path, label, help, domain, current, proposals: domain.propose(current), ...rest };
}

const settingOf = (training: TrainingSettings, name: string): JsonValue =>
  (training as Readonly<Record<string, JsonValue>>)[name];

/** All settings of the training that the form has under a heading. */
export function trainingAxes({ document }: AxisContext): readonly SweepAxis[] {
  const fields = TRAINING_GROUPS.flatMap((group) => Object.entries(group.fields));
  return fields.flatMap(([name, parameter]): SweepAxis[] => {
    const domain = domainOf(parameter);
    if (!domain) return [];
    const current = settingOf(document.training, name);
    const apply = (edited: ProjectDocument, value: JsonValue) =>
      setTraining(edited, { [name]: kept(domain, settingOf(edited.training, name), value) });
    return [
      single(`${TRAINING_PREFIX}${name}`, parameter, domain, current, {
        apply,
        rank: RANKS.training,
      }),
    ];
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
    const axis = single(`${id}.${name}`, parameter, domain, current, { apply, rank: RANKS.layer });
    const label = fillText(OF_LAYER, { node: found.node.name, label: parameter.label });
    return [{ ...axis, label }];
  });
}
