import { ActionIcon, Select, Switch } from '@mantine/core';
import { Dices } from 'lucide-react';
import type { ComponentType } from 'react';
import { LOSSES } from '../../shared/catalogue/losses';
import { OPTIMIZERS } from '../../shared/catalogue/optimizers';
import type { IntegerParameter, NumberParameter } from '../../shared/catalogue/parameter';
import {
  BATCH_SIZE,
  EPOCHS,
  learningRateOf,
  SEED,
  TRAINING_GROUPS,
} from '../../shared/catalogue/training-settings';
import { setTraining } from '../../shared/document/edits';
import {
  BACKEND_CHOICES,
  type BackendChoice,
  type TrainingSettings,
} from '../../shared/document/schema';
import { useSay, useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editDocument, useProject } from '../app/state/project-store';
import { ChoiceControl } from './fields/choice-field';
import { FieldFrame } from './fields/field-frame';
import { WrittenField } from './fields/written-field';
import classes from './form.module.css';
import { ParameterForm } from './parameter-form';
import { Problems } from './problems';
import { RateFinder } from './rate-finder';
import { ScheduleCurve } from './schedule-curve';
import { inspectorWords } from './words';

const change = (settings: Partial<TrainingSettings>): void =>
  editDocument((document) => setTraining(document, settings));

type NumberName = 'learningRate' | 'epochs' | 'batchSize' | 'seed';

interface NumberSettingProps {
  readonly name: NumberName;
  readonly parameter: IntegerParameter | NumberParameter;
  readonly value: number;
}

function NumberSetting({ name, parameter, value }: NumberSettingProps) {
  return (
    <WrittenField
      parameter={parameter}
      value={{ mixed: false, value }}
      fault={null}
      onChange={(next) => change({ [name]: next })}
    />
  );
}

function SeedSetting({ value }: { readonly value: number }) {
  const t = useWords(inspectorWords);
  const draw = () => change({ seed: crypto.getRandomValues(new Uint32Array(1))[0] });
  return (
    <div className={classes.withButton}>
      <NumberSetting name="seed" parameter={SEED} value={value} />
      <ActionIcon variant="default" size={30} aria-label={t('newSeed')} onClick={draw}>
        <Dices size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

interface PictureProps {
  readonly training: TrainingSettings;
}

/** What a group of settings shows below its fields. */
const PICTURES: Readonly<Record<string, ComponentType<PictureProps>>> = {
  rate: ScheduleCurve,
};

function GroupPicture({ group, training }: PictureProps & { readonly group: string }) {
  const Picture = PICTURES[group];
  return Picture ? <Picture training={training} /> : null;
}

/** How the network is trained: loss, optimizer, learning rate and the rest, with what does not fit said above. */
export function TrainingForm() {
  const t = useWords(inspectorWords);
  const say = useSay();
  const training = useProject((state) => state.document.training);
  const problems = useAnalysis((analysis) => analysis.problems);
  const own = problems.filter(({ place }) => place.settings === 'training');
  return (
    <div className={classes.page}>
      {own.length > 0 && <Problems problems={own} />}
      <ChoiceControl
        registry={LOSSES}
        label={t('loss')}
        help={t('lossHelp')}
        fault={null}
        isMixed={false}
        choice={training.loss}
        onChange={(loss) => change({ loss })}
      />
      <ChoiceControl
        registry={OPTIMIZERS}
        label={t('optimizer')}
        help={t('optimizerHelp')}
        fault={null}
        isMixed={false}
        choice={training.optimizer}
        onChange={(optimizer) => change({ optimizer })}
      />
      <NumberSetting
        name="learningRate"
        parameter={learningRateOf(training.optimizer.kind)}
        value={training.learningRate}
      />
      <RateFinder />
      <NumberSetting name="epochs" parameter={EPOCHS} value={training.epochs} />
      <NumberSetting name="batchSize" parameter={BATCH_SIZE} value={training.batchSize} />
      <SeedSetting value={training.seed} />
      <FieldFrame label={t('shuffle')} help={t('shuffleHelp')} error={null} inline>
        {(ids) => (
          <Switch
            {...ids}
            checked={training.shuffle}
            onChange={(event) => change({ shuffle: event.currentTarget.checked })}
          />
        )}
      </FieldFrame>
      <FieldFrame label={t('backend')} help={t('backendHelp')} error={null}>
        {(ids) => (
          <Select
            {...ids}
            data={BACKEND_CHOICES.map((backend) => ({
              value: backend,
              label: t(`backend.${backend}`),
            }))}
            value={training.backend}
            allowDeselect={false}
            onChange={(backend) =>
              backend !== null && change({ backend: backend as BackendChoice })
            }
          />
        )}
      </FieldFrame>
      {TRAINING_GROUPS.map((group) => (
        <details key={group.key} className={classes.group}>
          <summary>{say(group.label)}</summary>
          <ParameterForm
            table={group.fields}
            values={training}
            onChange={(name, value) => change({ [name]: value })}
          />
          <GroupPicture group={group.key} training={training} />
        </details>
      ))}
    </div>
  );
}
