import type { Case } from '../case';
import { FAULTS_OF_ACTIVATIONS } from './activations';
import { FAULTS_OF_DATA } from './data';
import { FAULTS_OF_INITIALIZATION } from './initialization';
import { FAULTS_OF_NUMBERS } from './numbers';
import { FAULTS_OF_OUTPUT } from './output';
import { FAULTS_OF_RATES } from './rates';
import { FAULTS_OF_SAMPLES } from './samples';
import { FAULTS_OF_SIZE } from './size';
import { FAULTS_OF_TIME } from './time';

/** Networks with one fault built in, by what the fault is of. */
export const FAULTY: readonly Case[] = [
  ...FAULTS_OF_OUTPUT,
  ...FAULTS_OF_DATA,
  ...FAULTS_OF_INITIALIZATION,
  ...FAULTS_OF_ACTIVATIONS,
  ...FAULTS_OF_RATES,
  ...FAULTS_OF_SAMPLES,
  ...FAULTS_OF_SIZE,
  ...FAULTS_OF_TIME,
  ...FAULTS_OF_NUMBERS,
];
