/**
 * As much of vitest as the oracle's tests use, for a page: the very tests that hold `wasm` and `cpu` to PyTorch
 * then hold the GPU to it, and a layer that is listed tomorrow is tested here tomorrow. What it does not know it
 * refuses aloud, so that nothing passes by not being checked.
 */

interface CollectedTest {
  readonly name: string;
  readonly run: () => unknown;
}

export const tests: CollectedTest[] = [];
let group = '';

const nameOf = (template: string, value: unknown): string =>
  template
    .replace(/%[sji]/, () => String(value))
    .replace(/\$(\w+)/g, (_, key: string) => String((value as Record<string, unknown>)[key]));

export const test = Object.assign(
  (name: string, run: () => unknown): void =>
    void tests.push({ name: `${group} ${name}`.trim(), run }),
  {
    each:
      <Case>(cases: readonly Case[]) =>
      (name: string, run: (value: Case) => unknown): void => {
        for (const value of cases) test(nameOf(name, value), () => run(value));
      },
  },
);
export const it = test;

export const describe = Object.assign(
  (name: string, collect: () => void): void => {
    const outer = group;
    group = `${outer} ${name}`;
    collect();
    group = outer;
  },
  {
    each:
      <Case>(cases: readonly Case[]) =>
      (name: string, collect: (value: Case) => void): void => {
        for (const value of cases) describe(nameOf(name, value), () => collect(value));
      },
  },
);

const written = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    ArrayBuffer.isView(member) ? Array.from(member as Float32Array) : member,
  ) ?? 'undefined';

function demand(holds: boolean, sentence: string): void {
  if (!holds) throw new Error(sentence);
}

const MATCHERS: Readonly<Record<string, (actual: never, expected: never) => void>> = {
  toBe: (actual: unknown, expected: unknown) =>
    demand(Object.is(actual, expected), `${written(actual)} is not ${written(expected)}`),
  toEqual: (actual: unknown, expected: unknown) =>
    demand(written(actual) === written(expected), `${written(actual)} ≠ ${written(expected)}`),
  toBeNaN: (actual: unknown) => demand(Number.isNaN(actual), `${written(actual)} is not NaN`),
  toBeNull: (actual: unknown) => demand(actual === null, `${written(actual)} is not null`),
  toBeLessThan: (actual: number, limit: number) =>
    demand(actual < limit, `${actual} is not below ${limit}`),
  toBeGreaterThan: (actual: number, limit: number) =>
    demand(actual > limit, `${actual} is not above ${limit}`),
};

const matchersFor = (actual: unknown): object =>
  new Proxy(
    {},
    {
      get(_target, name: string) {
        const matcher = MATCHERS[name] as
          | ((actual: unknown, expected: unknown) => void)
          | undefined;
        if (!matcher) throw new Error(`the page's vitest does not know ${name}`);
        return (expected: unknown) => matcher(actual, expected);
      },
    },
  );

export const expect = Object.assign(matchersFor, {
  fail: (sentence: string): never => {
    throw new Error(sentence);
  },
});
