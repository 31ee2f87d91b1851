import { useWords } from '../i18n/i18n';
import styles from './skip-links.module.css';
import { shellWords } from './words';

/** The first things that Tab reaches: past the bars, straight to the canvas or the monitor. */
export function SkipLinks({
  canvas,
  monitor,
}: {
  readonly canvas: string;
  readonly monitor: string;
}) {
  const t = useWords(shellWords);
  return (
    <nav className={styles.links} aria-label={t('skip')}>
      <a href={`#${canvas}`}>{t('skipToCanvas')}</a>
      <a href={`#${monitor}`}>{t('skipToMonitor')}</a>
    </nav>
  );
}
