import type { Landscape, LandscapeRequest } from '../../telemetry/landscape';
import { quoteError } from '../../text/quote';
import type { Text } from '../../text/text';
import { engineText } from '../failure-texts';
import type { Reading } from '../reading';
import { type Centre, LandscapeMeasurement } from './measurement';

/** Time between two answers: often enough to watch the picture get sharper. */
const ANSWER_MS = 150;

/** Measures a trainer's landscape, one at a time, in slices between its steps. A fault ends the measurement, never the run. */
export class LandscapeDesk {
  private measurement: LandscapeMeasurement | null = null;
  private answeredAt = 0;

  constructor(
    private readonly answer: (landscape: Landscape) => void,
    private readonly clock: () => number,
  ) {}

  get isBusy(): boolean {
    return this.measurement !== null;
  }

  /** Begins anew; what was under way ends unfinished. */
  *begin(centre: Centre, request: LandscapeRequest): Reading<void> {
    this.end(engineText('landscape-replaced'));
    try {
      const begun = yield* LandscapeMeasurement.begin(centre, request);
      if (begun instanceof LandscapeMeasurement) this.measurement = begun;
      else this.refuse(request, begun);
    } catch (error) {
      this.refuse(request, engineText('landscape-failed', { reason: quoteError(error) }));
    }
  }

  private refuse(request: LandscapeRequest, why: Text): void {
    this.answer({ phase: 'refused', request, why });
  }

  /** The run is over. Nothing is said of it: whoever asked goes on with the weights that the run ended with. */
  leave(): void {
    this.measurement = null;
  }

  /** Ends what is under way, if anything is. */
  end(why: Text | null): void {
    const { measurement } = this;
    this.measurement = null;
    if (measurement) this.answer(measurement.picture('ended', why));
  }

  /** Measures until the clock says `end`, by at least one piece. */
  *work(end: number): Reading<void> {
    const { measurement, clock } = this;
    if (!measurement) return;
    try {
      do yield* measurement.advance();
      while (!measurement.isOver && clock() < end);
    } catch (error) {
      this.end(engineText('landscape-failed', { reason: quoteError(error) }));
      return;
    }
    if (measurement.isOver) {
      this.measurement = null;
      this.answer(measurement.picture('finished'));
    } else if (clock() - this.answeredAt >= ANSWER_MS) {
      this.answeredAt = clock();
      this.answer(measurement.picture('measuring'));
    }
  }
}
