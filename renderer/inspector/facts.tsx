import type { ReactNode } from 'react';
import classes from './form.module.css';

export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** Names with their values, in two columns. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(({ key, label, value }) => [
        <dt key={`${key} name`}>{label}</dt>,
        <dd key={`${key} value`}>{value}</dd>,
      ])}
    </dl>
  );
}

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  return (
    <div className={classes.section}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </div>
  );
}
