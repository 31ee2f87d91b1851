import type { HostCallName } from '../../shared/host';
import type { SocketAnswer } from '../support/host-process';

/** Failures that no call may have: the host's own mistake. */
const NEVER = new Set(['internal']);

/** Counts what came of the calls, and keeps what should not have been. */
export class Tally {
  calls = 0;
  unanswered = 0;
  readonly succeeded = new Map<string, number>();
  readonly made = new Map<string, number>();
  readonly failures = new Map<string, number>();
  readonly faults: string[] = [];

  answered(name: HostCallName, answer: SocketAnswer | null): void {
    this.calls += 1;
    count(this.made, name);
    if (answer === null) this.unanswered += 1;
    else if (answer.ok) count(this.succeeded, name);
    else this.failed(name, answer);
  }

  /** A call that had to be refused, by this name. */
  refused(name: string, answer: SocketAnswer | null, kind: string): void {
    this.calls += 1;
    if (answer === null) this.unanswered += 1;
    else if (answer.ok) this.faults.push(`${name} took arguments that it must refuse`);
    else {
      this.failed(name, answer);
      const found = answer.failure?.kind;
      if (found !== kind) this.faults.push(`${name} was refused as ${found}, not as ${kind}`);
    }
  }

  private failed(name: string, { failure }: SocketAnswer): void {
    const { kind = 'none', text } = failure ?? {};
    count(this.failures, kind);
    const isNamed = kind !== 'none' && (text?.en ?? '') !== '';
    if (!isNamed) this.faults.push(`${name} failed without a name or a sentence`);
    if (NEVER.has(kind)) this.faults.push(`${name} failed as ${kind}: ${text?.en}`);
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
