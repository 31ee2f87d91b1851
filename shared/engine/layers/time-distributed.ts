import { defineAffine } from './dense';

/** The sum over all time steps of ∂L/∂W falls out of taking each of them as a row. */
export const timeDistributed = defineAffine('timeDistributed');
