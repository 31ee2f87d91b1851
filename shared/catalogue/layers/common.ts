import type { Choice } from '../../document/schema';
import type { Text } from '../../text/text';
import type { HeadlinePart, Shape, WeightSpec } from '../layer';
import type { ChoiceParameter } from '../parameter';

export const choice = (kind: string, parameters: Choice['parameters'] = {}): Choice => ({
  kind,
  parameters,
});

/** A parameter that names an initializer. */
export const initializerParameter = (label: Text, help: Text, kind: string): ChoiceParameter => ({
  type: 'choice',
  catalogue: 'initializer',
  label,
  help,
  default: choice(kind),
});

/**
 * Fans of a tensor by its shape alone: [in, out] as it says, one axis counts as both, further axes in front are
 * a receptive field. Source: He et al. (2015), section 2.2; same rule as Keras.
 */
export function fansOf(shape: Shape): { readonly fanIn: number; readonly fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0], fanOut: shape[0] };
  const receptiveField = shape.slice(0, -2).reduce((size, axis) => size * axis, 1);
  const [inputs, outputs] = shape.slice(-2);
  return { fanIn: inputs * receptiveField, fanOut: outputs * receptiveField };
}

export const lastAxis = (shape: Shape): number => shape[shape.length - 1] ?? 1;

/** A weight whose fans follow from its shape. */
export const weight = (
  name: string,
  shape: Shape,
  initializer: Choice,
  trainable = true,
): WeightSpec => ({ name, shape, trainable, initializer, ...fansOf(shape) });

export const textPart = (text: string): HeadlinePart => ({ type: 'text', text });

export const entryPart = (
  catalogue: 'initializer' | 'activation',
  { kind }: Choice,
): HeadlinePart => ({ type: 'entry', catalogue, kind });
