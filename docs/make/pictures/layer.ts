import { dataShapeOf } from '../../../shared/catalogue/data-shape';
import { type LayerDefinition, sizeOf } from '../../../shared/catalogue/layer';
import { defaultsOf } from '../../../shared/catalogue/parameter';
import { defaultData } from '../../../shared/document/new-document';
import { fillText } from '../../../shared/text/text';
import { exampleInputs } from '../../../tests/unit/catalogue/example-inputs';
import { namesOf } from '../names';
import type { Picture } from '../picture';
import { shapeDiagram } from './shapes';

/** What a layer makes of samples of an example shape, by its own shape rule, with the weights that it then owns. */
export function layerPicture(definition: LayerDefinition): Picture {
  const values = defaultsOf(definition.parameters) as never;
  const inputs = exampleInputs(definition);
  const found = definition.shape(inputs, values, { data: dataShapeOf(defaultData()) });
  if (!found.ok) throw new Error(`${definition.kind} refuses its example: ${found.failure.kind}`);
  const weights = definition.weights(inputs, values);
  const count = (trainable: boolean) =>
    weights
      .filter((weight) => weight.trainable === trainable)
      .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  return {
    svg: shapeDiagram({
      title: definition.label.en,
      lines: namesOf(definition.label),
      inputs: inputs.map((shape) => ({ name: '', shape })),
      weights,
      outputs: definition.hasOutput ? [{ name: '', shape: found.value }] : [],
    }),
    caption: fillText(
      {
        en: 'One sample through the layer with default parameters: {{trained|trained number|trained numbers}}, {{kept|untrained number|untrained numbers}}, {{flops}} FLOPs.',
        zh: '默认参数下一个样本通过该层：可训练参数 {{trained}} 个，不训练的参数 {{kept}} 个，{{flops}} 次浮点运算。',
      },
      {
        trained: count(true),
        kept: count(false),
        flops: definition.flops(inputs, found.value, values),
      },
    ),
  };
}
