import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProject } from '../../../shared/document/file';
import { inFolder, type Outcome } from './in-folder';

const causesOf = ({ out }: Outcome): string[] =>
  JSON.parse(out).findings.map(({ cause }: { cause: string }) => cause);

describe('diagnose and repair', () => {
  it('DIAG-6: a project before its first step, the same project trained, and its run', async () => {
    const { run } = inFolder();
    await run('new', 'deep.vpnet', '--lab', 'V1');
    const before = await run('diagnose', 'deep.vpnet', '--start', '--json');
    expect(before.status).toBe(0);
    expect(causesOf(before)[0]).toBe('saturatingActivation');
    const [finding] = JSON.parse(before.out).findings;
    expect(finding).toMatchObject({ node: 'hidden-1', since_step: 0, severity: 'expected' });
    expect(finding.evidence.length).toBeGreaterThan(0);
    expect(finding.remedies[0]).toBe('reluAndHe');
    const trained = await run('train', 'deep.vpnet', '--out', 'deep.vprun', '--json');
    const kept = await run('diagnose', 'deep.vprun', '--json');
    expect(causesOf(kept)[0]).toBe('saturatingActivation');
    expect(JSON.parse(trained.out).findings).toEqual(JSON.parse(kept.out).findings);
    const checked = await run('check', 'deep.vpnet', '--json');
    expect(checked.status).toBe(0);
    expect(JSON.parse(checked.out).findings).toEqual(JSON.parse(before.out).findings);
    expect((await run('check', 'deep.vpnet')).out).toMatch(
      /Before the first step:\nSigmoid in depth.*before the first step\)/,
    );
    const told = await run('diagnose', 'deep.vprun');
    expect(told.out).toContain('Sigmoid in depth');
    expect(told.out).toContain('ReLU with He weights');
  }, 60_000);

  it('DIAG-6: repair writes a project that is healthy, and leaves the given one as it is', async () => {
    const { run, folder } = inFolder();
    await run('new', 'equal.vpnet', '--lab', 'I4');
    const given = readFileSync(join(folder, 'equal.vpnet'), 'utf8');
    const repaired = await run('repair', 'equal.vpnet', '--out', 'mended.vpnet', '--json');
    expect(repaired.status).toBe(0);
    const report = JSON.parse(repaired.out);
    expect(report).toMatchObject({ healthy: true, left: [] });
    expect(report.findings[0].cause).toBe('symmetry');
    expect(report.after.value).toBeGreaterThan(report.before.value);
    expect(report.changes[0].en).toMatch(/initializer: constant → /i);
    expect(readFileSync(join(folder, 'equal.vpnet'), 'utf8')).toBe(given);
    const parsed = parseProject(readFileSync(join(folder, 'mended.vpnet'), 'utf8'));
    expect(parsed.ok).toBe(true);
  }, 60_000);

  it('DIAG-6: what cannot be diagnosed is refused in a sentence, and nothing is written', async () => {
    const { run, folder } = inFolder();
    await run('new', 'sound.vpnet');
    const missing = await run('repair', 'sound.vpnet');
    expect(missing.status).toBeGreaterThan(0);
    expect(missing.error).toMatch(/--out FILE/);
    const absent = await run('diagnose', 'nobody.vpnet');
    expect(absent.error).toMatch(/nobody\.vpnet does not exist/);
    const bad = await run('diagnose', 'nobody.vprun');
    expect(bad.status).toBeGreaterThan(0);
    expect(existsSync(join(folder, 'mended.vpnet'))).toBe(false);
  }, 60_000);
});
