import { EventEmitter } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { CrashReports, dumpsIn, pruneDumps } from '../../../main/services/crash-reports';
import { reportUncaught, surviveUncaught } from '../../../main/services/watch-process';
import { crashFactsOf, scrubFacts, scrubMessage } from '../../../shared/crash-report';
import { HOST_CALLS } from '../../../shared/host';
import { scratchFolder } from '../../support/scratch';
import { openServices } from './open-services';

const thrown = (action: () => unknown): Error => {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

describe('DESK-13: what is kept of a crash', () => {
  it('is the name of the error and the places in the source', () => {
    const error = thrown(() => (undefined as unknown as { x: number }).x);
    const { reason, message, frames } = crashFactsOf(error);
    expect(reason).toBe('TypeError');
    expect(message).toBe('Cannot read properties of undefined (reading …)');
    expect(frames[0]).toMatch(/crash-reports\.test\.ts:\d+:\d+$/);
  });

  it('is nothing that a person made, and no folder of theirs', () => {
    const secret = `${homedir()}/Jane Doe/my network.vpnet`;
    const errors = [
      new Error(`Layer Jane’s secret layer: ${secret}`),
      new TypeError(`cannot open ${secret}`),
      new TypeError(`“Jane” is no "Jane" and no 'Jane'`),
      new RangeError(`C:\\Users\\Jane Doe\\x.vpnet is too long`),
      new TypeError('see https://example.org/Jane?token=Jane'),
      thrown(() => JSON.parse('{"name": "Jane" Jane}')),
      Object.assign(new Error(`ENOENT: no such file, open '${secret}'`), { code: 'ENOENT' }),
      Object.assign(new Error('x'), { name: 'Jane’s\nerror', stack: `Jane\n    at Jane (Jane)` }),
      'Jane',
    ];
    for (const error of errors) {
      const kept = JSON.stringify({ ...crashFactsOf(error), frames: [] });
      expect(kept).not.toMatch(/Jane|secret|vpnet/);
      expect(kept).not.toContain(homedir());
      const frames = JSON.stringify(crashFactsOf(error).frames);
      expect(frames).not.toContain('/');
      expect(frames).not.toContain(homedir());
    }
    expect(crashFactsOf(errors[6]).message).toBe('ENOENT');
  });

  it('keeps the end of a location, whatever stands before it', () => {
    const error = new Error('x');
    error.stack = [
      'Error: x',
      '    at draw (app://vanishing-point/assets/index-Ab_1.js:10:20)',
      '    at async Services.answer (file:///home/Jane Doe/app/main.mjs:3:4)',
      '    at C:\\Users\\Jane\\trainer.mjs:5:6',
      '    at new Promise (<anonymous>)',
      '    Jane said so',
    ].join('\n');
    expect(crashFactsOf(error).frames).toEqual([
      'draw index-Ab_1.js:10:20',
      'Services.answer main.mjs:3:4',
      'trainer.mjs:5:6',
    ]);
  });

  it('is not what a page claims: facts are scrubbed again', () => {
    const facts = crashFactsOf(new TypeError('x is no function'));
    expect(facts.frames.length).toBeGreaterThan(0);
    expect(scrubFacts(facts)).toEqual(facts);
    const lies = {
      reason: 'Jane said',
      message: 'Jane',
      frames: ['at home/Jane', 'Jane x.js:1:2'],
    };
    expect(scrubFacts({ ...lies, reason: 'Jane’s' })).toEqual({
      reason: 'Error',
      message: '',
      frames: ['Jane x.js:1:2'],
    });
  });

  it.each(['', 'plain words', 'a 1/2 b'])('leaves %j as it is', (message) => {
    expect(scrubMessage(message)).toBe(message);
  });
});

describe('DESK-14: crash reports on this machine', () => {
  const facts = (reason: string) => ({ reason, message: '', frames: [] });
  const open = (folder = join(scratchFolder(), 'crashes')) =>
    new CrashReports(folder, { version: '1.0.0', system: 'linux x64' });

  it('are listed newest first and deleted when asked', async () => {
    const { window, services } = openServices();
    const clock = vi.spyOn(Date, 'now');
    onTestFinished(() => clock.mockRestore());
    for (const [index, reason] of ['first', 'second'].entries()) {
      clock.mockReturnValue(1_800_000_000_000 + index);
      await window().call('crashes.report', { place: 'page', facts: facts(reason) });
    }
    const { reports, location } = await window().call('crashes.list', {});
    expect(reports.map(({ reason }) => reason)).toEqual(['second', 'first']);
    expect(location).toBe(services.crashes.folder);
    await window().call('crashes.clear', {});
    expect((await window().call('crashes.list', {})).reports).toEqual([]);
    expect(readdirSync(location).filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  it('are refused where they are junk or too large', async () => {
    const { window, services } = openServices();
    const refusal = (input: unknown) => window().refusal('crashes.report', input as never);
    expect(await refusal({ place: 'host', facts: facts('x') })).toBe('invalid-input');
    expect(await refusal({ place: 'page', facts: { ...facts('x'), document: {} } })).toBe(
      'invalid-input',
    );
    const limit = HOST_CALLS['crashes.report'].maximumBytes;
    const answer = await services.answer('crashes.report', {}, limit + 1, 'window');
    expect(answer).toMatchObject({ failure: { kind: 'input-too-large' } });
    expect(services.crashes.list()).toEqual([]);
  });

  it('are at most twenty, of which one session brings at most ten, and none twice', () => {
    const folder = join(scratchFolder(), 'crashes');
    const session = open(folder);
    for (let count = 0; count < 50; count += 1) session.record('page', facts('again'));
    expect(session.list()).toHaveLength(1);
    for (let count = 0; count < 50; count += 1) session.record('page', facts(`error${count}`));
    expect(session.list()).toHaveLength(10);
    for (let count = 0; count < 4; count += 1) {
      for (let error = 0; error < 10; error += 1) open(folder).record('page', facts(`${error}`));
    }
    expect(readdirSync(folder)).toHaveLength(20);
  });

  it('are left out where they are damaged, and cost nothing where they cannot be written', () => {
    const folder = join(scratchFolder(), 'crashes');
    const reports = open(folder);
    reports.record('host', facts('kept'));
    writeFileSync(join(folder, '0-damaged.json'), '{"reason":');
    writeFileSync(join(folder, '0-foreign.json'), '{"reason":"x"}');
    expect(reports.list().map(({ reason }) => reason)).toEqual(['kept']);
    const taken = join(scratchFolder(), 'file');
    writeFileSync(taken, '');
    const nowhere = open(taken);
    nowhere.record('host', facts('lost'));
    pruneDumps(join(taken, 'dumps'));
    expect(nowhere.list()).toEqual([]);
    expect(readFileSync(taken, 'utf8')).toBe('');
  });

  it('leave no more than a few megabytes of the system’s own, the newest of them', () => {
    const reports = open();
    const dumps = dumpsIn(reports.folder);
    mkdirSync(join(dumps, 'completed'), { recursive: true });
    for (const [age, name] of ['new', 'middle', 'old'].entries()) {
      const file = join(dumps, 'completed', `${name}.dmp`);
      writeFileSync(file, new Uint8Array(15 * 1024 * 1024));
      utimesSync(file, 1_700_000_000 - age, 1_700_000_000 - age);
    }
    pruneDumps(dumps);
    expect(readdirSync(join(dumps, 'completed')).sort()).toEqual(['middle.dmp', 'new.dmp']);
    reports.clear();
    expect(readdirSync(reports.folder)).toEqual([]);
  });

  it('are written of errors that nobody caught, and of trainers that ended by themselves', () => {
    const server = open();
    const desktop = open();
    const events = new EventEmitter();
    const silent = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    onTestFinished(() => silent.mockRestore());
    const stops = [reportUncaught(server, events), surviveUncaught(desktop, events)];
    events.emit('uncaughtExceptionMonitor', new TypeError('x is not a function'));
    events.emit('uncaughtException', new TypeError('y is not a function'));
    events.emit('unhandledRejection', new Error('anything'));
    expect(server.list()).toMatchObject([{ place: 'host', message: 'x is not a function' }]);
    expect(
      desktop
        .list()
        .map(({ reason }) => reason)
        .sort(),
    ).toEqual(['Error', 'TypeError']);
    for (const stop of stops) stop();
    expect(events.eventNames()).toEqual([]);

    const failure = { message: { en: '', zh: '' }, step: 1, node: null, tensor: null };
    const state = { backend: 'wasm' } as Parameters<CrashReports['noteRun']>[0];
    server.noteRun({ ...state, failure: { ...failure, kind: 'not-finite' } });
    server.noteRun({ ...state, failure: { ...failure, kind: 'out-of-memory' } });
    expect(server.list().filter(({ place }) => place === 'trainer')).toMatchObject([
      { reason: 'out-of-memory', message: 'wasm' },
    ]);
  });
});
