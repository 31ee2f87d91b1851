import { create } from 'zustand';
import type { Cursor } from '../app/state/run-store';

/** The time cursor over both runs of a trial. */
export const useTrialCursor = create<Cursor>(() => ({ step: null, range: null }));
