import type { ProjectDocument } from '../../document/schema';
import { snakeCase } from '../pytorch/names';

/** What the model is called: letters, digits and `_` of the project's name. */
export const modelName = ({ name }: ProjectDocument): string => {
  const own = snakeCase(name);
  return /^[a-z]/.test(own) ? own : 'network';
};
