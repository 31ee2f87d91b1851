/** Runs tasks one after the other, so that two writers of one file cannot cross. */
export class Serial {
  private last: Promise<unknown> = Promise.resolve();

  run<Value>(task: () => Promise<Value>): Promise<Value> {
    const next = this.last.then(task, task);
    this.last = next.catch(() => undefined);
    return next;
  }
}
