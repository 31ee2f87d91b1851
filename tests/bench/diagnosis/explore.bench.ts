import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { factsOf } from '../../../shared/diagnosis/facts/facts';
import { updateSizes } from '../../../shared/diagnosis/facts/updates';
import { FAULTY } from './faulty-networks';
import { HEALTHY } from './healthy-networks';
import { dataFor, train } from './train';

const ONLY = process.env.ONLY;
const SEEDS = (process.env.SEEDS ?? '1').split(',').map(Number);
const f = (value: number) => Number(value).toPrecision(2);
test('explore', async () => {
  const list = [...FAULTY, ...HEALTHY].filter(({ name }) => !ONLY || new RegExp(ONLY).test(name));
  const lines: string[] = [];
  let right = 0;
  const began = Date.now();
  for (const one of list) {
    for (const seed of SEEDS) {
      const document = one.document(seed);
      try {
        const data = await dataFor(one, document);
        const v = await train(document, data);
        const facts = factsOf(v.subject);
        const { loss, harm, now, start } = facts;
        const u = updateSizes(facts);
        const root = v.end[0]?.cause ?? '-';
        const good = one.fault === null ? v.end.length === 0 : root === one.fault;
        if (good) right += 1;
        const dead = Math.max(0, ...(now?.readings ?? []).map(({ deadNow }) => deadNow || 0));
        lines.push(
          `${good ? 'ok  ' : 'MISS'} ${one.name} #${seed} → ${root} [${v.end.slice(1).map(({ cause }) => cause)}] start:${v.start[0]?.cause ?? '-'} harm=${harm} p=${f(loss.progress)} best=${f(loss.bestProgress)} first=${f(loss.first)} base=${f(loss.baseline)} sig=${f(start?.profile.signalRatio ?? NaN)} grad=${f(start?.profile.gradientRatio ?? NaN)} upd=${f(u.recent)}/${f(u.greatest)} dead=${f(dead)} steps=${loss.steps}/${loss.planned} val=${f(facts.validation.at(-1)?.loss ?? NaN)}/${f(Math.min(...facts.validation.map(({ loss: l }) => l)))} acc=${f(facts.validation.at(-1)?.metric ?? NaN)} ${v.subject.state?.phase} ${v.subject.state?.failure?.message.en?.slice(0, 60) ?? ''} ${Math.round(v.wholeMs)}ms d${f((100 * v.diagnosisMs) / v.wholeMs)}%`,
        );
      } catch (error) {
        lines.push(`ERR  ${one.name}: ${String(error)}`);
      }
    }
  }
  lines.push(`${right} of ${list.length * SEEDS.length}; ${(Date.now() - began) / 1000} s`);
  writeFileSync(process.env.OUT ?? '/tmp/explore.txt', lines.join('\n'));
}, 3_600_000);
