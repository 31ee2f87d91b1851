import { ActionIcon, Modal, Tooltip } from '@mantine/core';
import { Maximize2 } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useWords } from '../app/i18n/i18n';
import { AugmentationSection } from './augmentation-section';
import { BalanceSection } from './balance-section';
import { ColumnsSection } from './columns-section';
import styles from './data-panel.module.css';
import { DatasetSection } from './dataset-section';
import { ImportSection } from './import-section';
import { importFiles } from './import-store';
import { InputOfColumns } from './input-of-columns';
import { PictureSection } from './picture-section';
import { useFreshPreview } from './preview-store';
import { RowsSection } from './rows-section';
import { SplitSection } from './split-section';
import { dataWords } from './words';

/** What the network learns from: dataset, picture, split and columns; the same in the side panel and large. */
export function DataPanel() {
  const t = useWords(dataWords);
  const [isLarge, setLarge] = useState(false);
  useFreshPreview();
  return (
    <>
      <DropTarget>
        <div className={styles.head}>
          <h2>{t('page')}</h2>
          <Tooltip label={t('enlarge')}>
            <ActionIcon aria-label={t('enlarge')} onClick={() => setLarge(true)}>
              <Maximize2 size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </div>
        {/* One at a time: two of each field would share their names. */}
        {!isLarge && <Sections />}
      </DropTarget>
      <Modal
        opened={isLarge}
        onClose={() => setLarge(false)}
        title={t('page')}
        closeButtonProps={{ 'aria-label': t('close') }}
        size="min(1200px, 94vw)"
        classNames={{ body: styles.largeBody, title: styles.largeTitle }}
      >
        <DropTarget>
          <Sections />
        </DropTarget>
      </Modal>
    </>
  );
}

function Sections() {
  return (
    <div className={styles.sections}>
      <div className={styles.choices}>
        <DatasetSection />
        <ImportSection />
        <SplitSection />
      </div>
      <div className={styles.looks}>
        <PictureSection />
        <BalanceSection />
        <AugmentationSection />
      </div>
      <div className={styles.details}>
        <ColumnsSection />
        <InputOfColumns />
        <RowsSection />
      </div>
    </div>
  );
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** A table can be dropped anywhere on the page of data. */
function DropTarget({ children }: { readonly children: React.ReactNode }) {
  const t = useWords(dataWords);
  const [isOver, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the file button beside it
    <div
      className={styles.panel}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        setOver(false);
        importFiles(event.dataTransfer.files);
      }}
    >
      {children}
      {isOver && <div className={styles.dropHint}>{t('dropHere')}</div>}
    </div>
  );
}
