import { Button, Checkbox, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { AUGMENTATIONS } from '../../shared/catalogue/augmentations';
import { dataShapeOf } from '../../shared/catalogue/data-shape';
import { useSay, useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import { ParameterForm } from '../inspector/parameter-form';
import { AugmentationPreview } from './augmentation-preview';
import { setAugmentation, setAugmentationParameter } from './data-edits';
import styles from './data-panel.module.css';
import { editData } from './edit-data';
import { dataWords } from './words';

/** Random changes of training pictures: which, how strong, and what they make of a picture. */
export function AugmentationSection() {
  const t = useWords(dataWords);
  const say = useSay();
  const data = useProject(({ document }) => document.data);
  const shape = useMemo(() => dataShapeOf(data), [data]);
  const [sample, setSample] = useState(0);
  if (shape.picture !== 'images' && data.augmentations.length === 0) return null;
  const chosen = new Map(data.augmentations.map(({ kind, parameters }) => [kind, parameters]));
  return (
    <section className={styles.section}>
      <h3>{t('augmentation')}</h3>
      <Text size="xs" c="dimmed">
        {t('augmentationHelp')}
      </Text>
      {AUGMENTATIONS.entries.map(({ kind, label, summary, parameters: table }) => {
        const parameters = chosen.get(kind);
        return (
          <div key={kind}>
            <Checkbox
              size="xs"
              label={say(label)}
              description={say(summary)}
              checked={parameters !== undefined}
              onChange={({ currentTarget: { checked } }) =>
                editData((document) => setAugmentation(document, kind, checked))
              }
            />
            {parameters && (
              <div className={styles.nested}>
                <ParameterForm
                  table={table}
                  values={parameters}
                  onChange={(name, value) =>
                    editData((document) => setAugmentationParameter(document, kind, name, value))
                  }
                />
              </div>
            )}
          </div>
        );
      })}
      {data.augmentations.length > 0 && shape.picture === 'images' && (
        <>
          <AugmentationPreview choices={data.augmentations} seed={data.splitSeed} sample={sample} />
          <Button variant="default" onClick={() => setSample(sample + 1)}>
            {t('anotherPicture')}
          </Button>
        </>
      )}
    </section>
  );
}
