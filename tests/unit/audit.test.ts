import { expect, test } from 'vitest';
import { NOT_AUDITED, verdictOf } from '../audit/verdict.mjs';

const audited = (faults: Record<string, string>): string =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(
      Object.entries(faults).map(([name, severity]) => [name, { name, severity }]),
    ),
    metadata: { vulnerabilities: {} },
  });

test('SECURITY-4: an audit of the packages passes without grave faults, fails with their names, and says where it was not made', () => {
  expect(verdictOf(audited({ mild: 'moderate' }))).toMatchObject({ status: 0 });
  expect(verdictOf(audited({ bad: 'critical', mild: 'low', worse: 'high' }))).toEqual({
    status: 1,
    lines: ['bad: critical', 'worse: high'],
  });
  const refused = JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405, error: {} });
  for (const answer of [refused, '', 'no JSON', '{"error":{"code":"ENOAUDIT"}}']) {
    const { status, lines } = verdictOf(answer);
    expect(status).toBe(NOT_AUDITED);
    expect(lines[0]).toMatch(/^Not audited: the registry has no audit service/);
  }
});
