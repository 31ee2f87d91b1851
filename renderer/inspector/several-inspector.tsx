import { ActionIcon, Tooltip } from '@mantine/core';
import {
  AlignHorizontalDistributeCenter,
  AlignHorizontalJustifyCenter,
  AlignHorizontalJustifyEnd,
  AlignHorizontalJustifyStart,
  AlignVerticalDistributeCenter,
  AlignVerticalJustifyCenter,
  AlignVerticalJustifyEnd,
  AlignVerticalJustifyStart,
  type LucideIcon,
} from 'lucide-react';
import type { NetworkNode } from '../../shared/document/schema';
import { analysedAt } from '../../shared/graph/analyse-blocks';
import { useSay, useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editViewed, pathOf } from '../app/state/opened-store';
import { canvasCommands } from '../canvas/commands';
import { Facts, Section } from './facts';
import classes from './form.module.css';
import { ParameterField } from './parameter-form';
import { setForAll, sharedParameters } from './shared-parameters';
import { inspectorWords } from './words';

const ARRANGE = /^edit\.(align|distribute)/;
const ARRANGE_ICONS: Readonly<Record<string, LucideIcon>> = {
  'edit.align-left': AlignHorizontalJustifyStart,
  'edit.align-centre': AlignHorizontalJustifyCenter,
  'edit.align-right': AlignHorizontalJustifyEnd,
  'edit.align-top': AlignVerticalJustifyStart,
  'edit.align-middle': AlignVerticalJustifyCenter,
  'edit.align-bottom': AlignVerticalJustifyEnd,
  'edit.distribute-horizontally': AlignHorizontalDistributeCenter,
  'edit.distribute-vertically': AlignVerticalDistributeCenter,
};

function ArrangeIcon({ name }: { readonly name: string }) {
  const Icon = ARRANGE_ICONS[name];
  return Icon ? <Icon size={16} aria-hidden /> : null;
}

const arrangeCommands = canvasCommands.filter(({ name }) => ARRANGE.test(name));

/** The form of several layers: a new value goes to all of them that have the setting, as one step. */
export function SeveralInspector({ nodes }: { readonly nodes: readonly NetworkNode[] }) {
  const t = useWords(inspectorWords);
  const say = useSay();
  const shared = sharedParameters(nodes);
  const parameters = useAnalysis((analysis) =>
    nodes.reduce((sum, { id }) => sum + (analysedAt(analysis, pathOf(id))?.parameterCount ?? 0), 0),
  );
  const selection = nodes.map(({ id }) => id).join(' ');
  return (
    <>
      <div className={classes.section}>
        <h3 className={classes.heading}>{t('several', { count: nodes.length })}</h3>
        <p className={classes.text}>{t(shared.length > 0 ? 'severalHelp' : 'nothingShared')}</p>
        <div className={classes.form}>
          {shared.map(({ name, parameter, value, nodes: owners }) => (
            <div key={`${selection} ${name} ${parameter.type}`} className={classes.form}>
              <ParameterField
                parameter={parameter}
                value={value}
                fault={null}
                onChange={(next) =>
                  editViewed((document) => setForAll(document, owners, name, next))
                }
              />
              {owners.length < nodes.length && (
                <p className={classes.text}>{t('appliesTo', { count: owners.length })}</p>
              )}
            </div>
          ))}
        </div>
      </div>
      <Section title={t('arrange')}>
        <div className={classes.tools}>
          {arrangeCommands
            .filter((command) => command.isEnabled?.() ?? true)
            .map((command) => (
              <Tooltip key={command.name} label={say(command.label)}>
                <ActionIcon
                  variant="default"
                  aria-label={say(command.label)}
                  onClick={() => void command.run()}
                >
                  <ArrangeIcon name={command.name} />
                </ActionIcon>
              </Tooltip>
            ))}
        </div>
      </Section>
      <Section title={t('sizes')}>
        <Facts
          facts={[
            {
              key: 'parameters',
              label: t('selectedParameters'),
              value: parameters.toLocaleString('en-US'),
            },
          ]}
        />
      </Section>
    </>
  );
}
