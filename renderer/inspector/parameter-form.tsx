import { defaultsOf, type Parameter, type ParameterTable } from '../../shared/catalogue/parameter';
import type { JsonValue, Parameters } from '../../shared/document/schema';
import type { FieldValue } from './fields/field';
import { fieldFor } from './fields/registry';
import classes from './form.module.css';

interface ParameterFieldProps {
  readonly parameter: Parameter;
  readonly value: FieldValue;
  readonly fault: string | null;
  readonly onChange: (value: JsonValue) => void;
}

/** The field of one parameter, whatever its type. */
export function ParameterField({ parameter, value, fault, onChange }: ParameterFieldProps) {
  const Field = fieldFor(parameter);
  return <Field parameter={parameter} value={value} fault={fault} onChange={onChange} />;
}

interface ParameterFormProps {
  readonly table: ParameterTable;
  /** As the document holds them: missing ones show their default. */
  readonly values: Parameters;
  readonly faults?: ReadonlyMap<string, string>;
  readonly onChange: (name: string, value: JsonValue) => void;
}

/** A form made from a table of parameters. */
export function ParameterForm({ table, values, faults, onChange }: ParameterFormProps) {
  const complete = { ...defaultsOf(table), ...values };
  const shown = Object.entries(table).filter(
    ([, parameter]) => parameter.visibleWhen?.(complete) ?? true,
  );
  if (shown.length === 0) return null;
  return (
    <div className={classes.form}>
      {shown.map(([name, parameter]) => (
        <ParameterField
          key={name}
          parameter={parameter}
          value={{ mixed: false, value: complete[name] }}
          fault={faults?.get(name) ?? null}
          onChange={(value) => onChange(name, value)}
        />
      ))}
    </div>
  );
}
