import { describe, expect, test } from 'vitest';
import { type Parameter, schemaOfParameter } from '../../../shared/catalogue/parameter';
import { TRAINING_GROUPS } from '../../../shared/catalogue/training-settings';
import { FIELDS } from '../../../shared/document/file-texts';
import { defaultTraining } from '../../../shared/document/new-document';
import { trainingSchema } from '../../../shared/document/schema';

const fields = TRAINING_GROUPS.flatMap(({ fields: table }) =>
  Object.entries(table).map(([name, parameter]) => ({ name, parameter: parameter as Parameter })),
);
const schemas = trainingSchema.shape as Readonly<
  Record<string, { safeParse(value: unknown): { readonly success: boolean } }>
>;

/** Values at and just beyond what a parameter allows. */
function probes(parameter: Parameter): readonly unknown[] {
  if (parameter.type === 'integer' || parameter.type === 'number') {
    const { minimum, maximum } = parameter;
    return [minimum, maximum, minimum - 1, maximum * 2, (minimum + maximum) / 2 + 0.25, '1', null];
  }
  if (parameter.type === 'option') {
    return [...parameter.options.map(({ value }) => value), 'another', null];
  }
  return [parameter.default, 17.5, null];
}

describe('CAT-200: the table of training settings and the file agree', () => {
  test.each(fields)('on what $name may be', ({ name, parameter }) => {
    for (const value of probes(parameter)) {
      const allowed = schemaOfParameter(parameter).safeParse(value).success;
      expect(schemas[name].safeParse(value).success, JSON.stringify(value)).toBe(allowed);
    }
  });

  test.each(fields)('on the default of $name', ({ name, parameter }) => {
    expect(defaultTraining()[name as keyof ReturnType<typeof defaultTraining>]).toEqual(
      parameter.default,
    );
  });

  test.each(fields)(
    '$name is named in both languages, also where a file is repaired',
    ({ name, parameter: { label, help } }) => {
      for (const text of [label, help, FIELDS[name]]) {
        expect(text.en.trim()).not.toBe('');
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      }
    },
  );

  test('every setting of the file stands in the form', () => {
    const simple = ['loss', 'optimizer', 'learningRate', 'epochs', 'batchSize', 'shuffle'];
    const listed = [...simple, 'seed', 'backend', ...fields.map(({ name }) => name)];
    expect(listed.sort()).toEqual(Object.keys(schemas).sort());
  });
});
