import type { ComponentType } from 'react';
import type { Parameter } from '../../../shared/catalogue/parameter';
import { ChoiceField } from './choice-field';
import type { FieldProps } from './field';
import { KindsField } from './kinds-field';
import { BooleanField, NamesField, OptionField, TextField } from './simple-fields';
import { WrittenField } from './written-field';

type FieldComponents = {
  readonly [Type in Parameter['type']]: ComponentType<
    FieldProps<Extract<Parameter, { type: Type }>>
  >;
};

/** One component for each type of parameter; a new type does not compile until it has one. */
const FIELDS: FieldComponents = {
  integer: WrittenField,
  number: WrittenField,
  boolean: BooleanField,
  option: OptionField,
  shape: WrittenField,
  names: NamesField,
  numbers: WrittenField,
  kinds: KindsField,
  text: TextField,
  choice: ChoiceField,
};

/** The component for a parameter, which takes that parameter's own type. */
export const fieldFor = (parameter: Parameter): ComponentType<FieldProps> =>
  FIELDS[parameter.type] as ComponentType<FieldProps>;
