import { Button, CloseButton } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { RunFailure } from '../../../shared/telemetry/protocol';
import { continueShownRun } from '../../runs/continue-run';
import { reportFailure } from '../host/report-failure';
import { useSay, useWords } from '../i18n/i18n';
import { useAnalysis } from '../state/analysis';
import { selectPath } from '../state/opened-store';
import { useView } from '../state/view-store';
import { ContinueKept } from './continue-kept';
import { formatCount } from './format';
import styles from './run-bar.module.css';
import { dismissFailure, useShownFailure } from './shown-failure';
import { runWords } from './words';

const SENTENCES = {
  'not-finite': 'notFinite',
  'out-of-memory': 'outOfMemory',
  crashed: 'crashed',
  unresponsive: 'unresponsive',
  leak: 'leak',
  invalid: 'invalid',
  'backend-unavailable': 'backendUnavailable',
} as const satisfies Record<RunFailure['kind'], keyof typeof runWords.entries>;

/** Failures of the trainer, not of what it computed: the run goes on where it was last kept. */
const KEEPS_ITS_STATE: ReadonlySet<RunFailure['kind']> = new Set([
  'crashed',
  'unresponsive',
  'out-of-memory',
  'leak',
]);

type FailureTensor = NonNullable<RunFailure['tensor']>;

const TENSORS = {
  preactivation: 'tensorPreactivation',
  activation: 'tensorActivation',
  gradient: 'tensorGradient',
  weightGradient: 'tensorWeightGradient',
  weight: 'tensorWeight',
} as const satisfies Partial<Record<FailureTensor, keyof typeof runWords.entries>>;

const isLayerTensor = (tensor: RunFailure['tensor']): tensor is keyof typeof TENSORS =>
  tensor !== null && Object.hasOwn(TENSORS, tensor);

/** The sentence that fits a failure; a loss that is not finite has no layer to name. */
const sentenceFor = ({ kind, tensor }: RunFailure) =>
  kind === 'not-finite' && !isLayerTensor(tensor) ? 'notFiniteLoss' : SENTENCES[kind];

function useNodeName(id: string | null): string | null {
  return useAnalysis((analysis) => analysis.nodes.get(id ?? '')?.node.name ?? null);
}

/** Why the shown run ended early: what happened, where first, and the weights to go on from. Why is the diagnosis's. */
export function FailureBanner() {
  const failure = useShownFailure();
  return failure && <Banner failure={failure} />;
}

function Banner({ failure }: { readonly failure: RunFailure }) {
  const t = useWords(runWords);
  const say = useSay();
  const layer = useNodeName(failure.node);
  const show = (): void => {
    if (!failure.node) return;
    useView.setState({ reveal: selectPath(failure.node), inspectorTab: 'layer' });
  };
  const values = {
    layer: layer ?? t('someLayer'),
    tensor: isLayerTensor(failure.tensor) ? t(TENSORS[failure.tensor]) : '',
    message: say(failure.message),
  };
  return (
    <section className={styles.banner} role="alert">
      <TriangleAlert size={16} aria-hidden className={styles.bannerSign} />
      <div className={styles.bannerText}>
        <p className={styles.bannerSentence}>
          <strong className={styles.bannerTitle}>
            {failure.step === null
              ? t('failed')
              : t('failedAt', { step: formatCount(failure.step) })}
          </strong>
          {t(sentenceFor(failure), values)}
        </p>
        <div className={styles.bannerActs}>
          <ContinueKept />
          {KEEPS_ITS_STATE.has(failure.kind) && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => void continueShownRun().catch(reportFailure)}
            >
              {t('goOnKept')}
            </Button>
          )}
          {layer && (
            <Button size="compact-xs" variant="default" onClick={show}>
              {t('showLayer')}
            </Button>
          )}
        </div>
      </div>
      <CloseButton size="sm" aria-label={t('dismiss')} onClick={dismissFailure} />
    </section>
  );
}
