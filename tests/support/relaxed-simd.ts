import { allowRelaxedSimd } from '../../main/training/relaxed-simd';

/** A trainer's process allows relaxed SIMD: what trains there must have been tested as it trains there. */
allowRelaxedSimd();
