import {
  Alert,
  Breadcrumbs,
  Button,
  Group,
  Skeleton,
  Stack,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { FileText, Folder } from 'lucide-react';
import { type SyntheticEvent, useEffect, useState } from 'react';
import type { HostOutput } from '../../../shared/host';
import type { FolderEntry } from '../../../shared/host-data';
import { host } from '../host/host';
import { sentenceOf } from '../host/report-failure';
import { useLocale, useWords } from '../i18n/i18n';
import { ask } from './ask';
import styles from './file-browser.module.css';
import { askDanger } from './questions';
import { fileWords } from './words';

type Purpose =
  | { readonly purpose: 'open' | 'openRun' }
  | { readonly purpose: 'save'; readonly name: string };

type Listing = HostOutput<'projects.browse'>;
type Picked = { readonly handle: string };

const SKELETON_ROWS = [0, 1, 2, 3, 4];

/** By purpose: the title, which files are listed, and what is said where there are none. */
const PURPOSES = {
  open: { title: 'browserOpen', kind: 'project', empty: 'emptyFolder' },
  openRun: { title: 'browserOpenRun', kind: 'run', empty: 'noRunsInFolder' },
  save: { title: 'browserSave', kind: 'project', empty: 'emptyFolder' },
} as const satisfies Readonly<Record<Purpose['purpose'], unknown>>;

function BrowserTitle({ purpose }: { readonly purpose: Purpose['purpose'] }) {
  const t = useWords(fileWords);
  return <>{t(PURPOSES[purpose].title)}</>;
}

/**
 * The page's own file dialog, for hosts without the system's. It sees folders and projects by handle only, as far
 * as the host lets it.
 */
export function browseForFile(purpose: Purpose): Promise<Picked | null> {
  return ask<Picked>({
    title: <BrowserTitle purpose={purpose.purpose} />,
    size: 560,
    body: (choose) => <FileBrowser purpose={purpose} choose={choose} />,
  });
}

interface BrowserState {
  readonly listing: Listing | null;
  readonly failure: unknown;
}

/** The folder that is shown, and a way to show another. */
function useFolder(): BrowserState & { show(folder: string | null): void } {
  const [folder, setFolder] = useState<string | null>(null);
  const [state, setState] = useState<BrowserState>({ listing: null, failure: null });
  useEffect(() => {
    let current = true;
    host.call('projects.browse', { folder }).then(
      (listing) => current && setState({ listing, failure: null }),
      (failure: unknown) => current && setState(({ listing }) => ({ listing, failure })),
    );
    return () => {
      current = false;
    };
  }, [folder]);
  return { ...state, show: setFolder };
}

function FileBrowser({
  purpose,
  choose,
}: {
  readonly purpose: Purpose;
  choose(picked: Picked): void;
}) {
  const t = useWords(fileWords);
  const { listing, failure, show } = useFolder();
  const { kind, empty } = PURPOSES[purpose.purpose];
  const entries = listing?.entries.filter((entry) => ['folder', kind].includes(entry.kind));
  const openEntry = (entry: FolderEntry): void => {
    if (entry.kind === 'folder') show(entry.handle);
    else if (purpose.purpose !== 'save') choose({ handle: entry.handle });
  };
  return (
    <Stack gap="sm">
      {failure !== null && (
        <Alert color="red" role="alert">
          {sentenceOf(failure)}
        </Alert>
      )}
      <FolderPath listing={listing} show={show} />
      <ul className={styles.entries} aria-label={t('entries')} aria-busy={listing === null}>
        {listing === null &&
          SKELETON_ROWS.map((row) => (
            <li key={row} className={styles.placeholder}>
              <Skeleton height={16} />
            </li>
          ))}
        {entries?.length === 0 && (
          <li className={styles.empty}>
            <Text c="dimmed">{t(empty)}</Text>
          </li>
        )}
        {entries?.map((entry) => (
          <Entry
            key={entry.handle}
            entry={entry}
            open={openEntry}
            saving={purpose.purpose === 'save'}
          />
        ))}
      </ul>
      {purpose.purpose === 'save' && (
        <SaveForm name={purpose.name} folder={listing?.folder ?? null} choose={choose} />
      )}
    </Stack>
  );
}

function FolderPath({
  listing,
  show,
}: {
  readonly listing: Listing | null;
  show(folder: string): void;
}) {
  const t = useWords(fileWords);
  if (!listing) return <Skeleton height={16} width="60%" />;
  return (
    <nav aria-label={t('path')}>
      <Breadcrumbs separator="/" separatorMargin={4} className={styles.path}>
        {listing.path.map((step, index) => (
          <UnstyledButton
            key={step.handle}
            className={styles.step}
            aria-current={index === listing.path.length - 1 ? 'location' : undefined}
            onClick={() => show(step.handle)}
          >
            {step.name}
          </UnstyledButton>
        ))}
      </Breadcrumbs>
    </nav>
  );
}

function Entry({
  entry,
  open,
  saving,
}: {
  readonly entry: FolderEntry;
  open(entry: FolderEntry): void;
  readonly saving: boolean;
}) {
  const t = useWords(fileWords);
  const locale = useLocale();
  const Icon = entry.kind === 'folder' ? Folder : FileText;
  const modified = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <li>
      <UnstyledButton
        className={styles.entry}
        disabled={saving && entry.kind !== 'folder'}
        onClick={() => open(entry)}
        aria-label={`${entry.name}, ${t(entry.kind)}`}
      >
        <Icon size={16} aria-hidden className={styles.icon} />
        <span className={styles.name}>{entry.name}</span>
        {entry.kind !== 'folder' && (
          <span className={styles.modified}>{modified.format(entry.modified)}</span>
        )}
      </UnstyledButton>
    </li>
  );
}

/** A file name that every file system takes, without the extension. */
const suggestedName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are just what must go
  name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, ' ').trim();

function SaveForm({
  name,
  folder,
  choose,
}: {
  readonly name: string;
  readonly folder: string | null;
  choose(picked: Picked): void;
}) {
  const t = useWords(fileWords);
  const [fileName, setFileName] = useState(() => suggestedName(name));
  const [fault, setFault] = useState<string | null>(null);

  const place = async (): Promise<void> => {
    if (!folder) return;
    if (!fileName.trim()) return setFault(t('nameNeeded'));
    const { handle, exists } = await host.call('projects.place', { folder, name: fileName.trim() });
    const words = { title: 'replaceTitle', text: 'replaceText', confirm: 'replace' } as const;
    if (!exists || (await askDanger(words, fileName.trim()))) choose({ handle });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    place().catch((failure: unknown) => setFault(sentenceOf(failure)));
  };

  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          className={styles.fileName}
          label={t('fileName')}
          value={fileName}
          error={fault}
          rightSection={<span className={styles.extension}>.vpnet</span>}
          rightSectionWidth={52}
          data-autofocus
          onChange={(event) => {
            setFileName(event.currentTarget.value);
            setFault(null);
          }}
        />
        <Button type="submit" mt={20} disabled={!folder}>
          {t('save')}
        </Button>
      </Group>
    </form>
  );
}
