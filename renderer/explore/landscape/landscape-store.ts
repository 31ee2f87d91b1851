import { create } from 'zustand';
import { HostCallError } from '../../../shared/host';
import {
  isMeasured,
  type Landscape,
  type LandscapeRequest,
} from '../../../shared/telemetry/landscape';
import type { Text } from '../../../shared/text/text';
import { useConnection } from '../../app/host/connection-store';
import { host } from '../../app/host/host';
import { landscapeWords } from './words';

/** What the form says. Directions are kept apart, so that a seed outlives a look at the path. */
export interface LandscapeChoice
  extends Pick<LandscapeRequest, 'range' | 'resolution' | 'share' | 'samples' | 'penalties'> {
  /** Null: the run that the window shows. */
  readonly run: string | null;
  readonly directions: LandscapeRequest['directions']['kind'];
  readonly seed: number;
}

/** A measurement that is under way. */
interface Asked {
  readonly run: string;
  readonly measurement: string;
}

export interface LandscapeView {
  readonly choice: LandscapeChoice;
  readonly asked: Asked | null;
  /** The newest answer, and whose it is. */
  readonly shown: { readonly run: string; readonly landscape: Landscape } | null;
  /** Why the newest question has no answer, or no whole one. */
  readonly failure: Text | null;
}

export const useLandscape = create<LandscapeView>(() => ({
  choice: {
    run: null,
    directions: 'random',
    seed: 1,
    range: 1,
    resolution: 25,
    share: 'training',
    samples: 512,
    penalties: false,
  },
  asked: null,
  shown: null,
  failure: null,
}));

export const chooseLandscape = (part: Partial<LandscapeChoice>): void =>
  useLandscape.setState(({ choice }) => ({ choice: { ...choice, ...part } }));

/** No more answers are waited for; what is measured stays, and says that it is not whole. */
function end(failure: Text | null): void {
  useLandscape.setState(({ shown }) => {
    const landscape = shown?.landscape;
    const isCut = shown !== null && landscape?.phase === 'measuring';
    return {
      asked: null,
      failure,
      ...(isCut && { shown: { ...shown, landscape: { ...landscape, phase: 'ended' } } }),
    };
  });
}

let isListening = false;

/** From the first question on, whatever tab is open: answers go on while the person looks elsewhere. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  host.on('landscape.picture', ({ run, landscape }) => {
    const { asked } = useLandscape.getState();
    if (landscape.request.measurement !== asked?.measurement) return;
    useLandscape.setState({
      shown: { run, landscape },
      ...(isMeasured(landscape) && { asked: null }),
    });
  });
  useConnection.subscribe(({ phase }) => {
    if (phase === 'lost' && useLandscape.getState().asked) end(landscapeWords.entries.lost);
  });
}

/** Asks for the landscape of a run as it was chosen. A refusal of the host is kept as the failure. */
export async function measureLandscape(run: string): Promise<void> {
  listen();
  const { run: _chosen, directions, seed, ...rest } = useLandscape.getState().choice;
  const measurement = crypto.randomUUID();
  useLandscape.setState({ asked: { run, measurement }, shown: null, failure: null });
  try {
    await host.call('landscape.measure', {
      run,
      measurement,
      directions: directions === 'random' ? { kind: directions, seed } : { kind: directions },
      ...rest,
    });
  } catch (error) {
    if (!(error instanceof HostCallError)) throw error;
    if (useLandscape.getState().asked?.measurement === measurement) end(error.failure.text);
  }
}

/** Ends what is under way; what is measured stays. */
export async function endLandscape(): Promise<void> {
  const { asked } = useLandscape.getState();
  if (!asked) return;
  end(null);
  await host.call('landscape.end', { run: asked.run });
}
