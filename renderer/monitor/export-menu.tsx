import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { Download } from 'lucide-react';
import { reportFailure } from '../app/host/report-failure';
import { useWords } from '../app/i18n/i18n';
import { useProject } from '../app/state/project-store';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  exportPanel,
  fileNameOf,
  type PanelPicture,
  sayExported,
} from './export';
import { usePlotTheme } from './plot-theme';
import { monitorWords } from './words';

const FORMAT_WORDS = { png: 'exportPng', svg: 'exportSvg', csv: 'exportCsv' } as const;

interface ExportMenuProps {
  readonly disabled: boolean;
  /** Stands in the name of the file, behind the project's. */
  readonly name: string;
  /** Made when asked for; its title is that of the pictures, without the project. */
  readonly picture: () => Omit<PanelPicture, 'theme'>;
}

/** A button that writes what a panel shows as a picture or as numbers. */
export function ExportMenu({ disabled, name, picture }: ExportMenuProps) {
  const t = useWords(monitorWords);
  const theme = usePlotTheme();
  const write = async (format: ExportFormat): Promise<void> => {
    const { title, ...rest } = picture();
    const whole = `${title} · ${useProject.getState().document.name}`;
    const exported = await exportPanel({ ...rest, title: whole, theme }, format, fileNameOf(name));
    if (exported) sayExported(exported);
  };
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('export')}>
          <ActionIcon size={24} aria-label={t('export')} disabled={disabled} data-testid="export">
            <Download size={14} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {EXPORT_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => write(format).catch(reportFailure)}>
            {t(FORMAT_WORDS[format])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
