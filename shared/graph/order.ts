/** Adjacency of a network by position in the document's list of nodes. */
export interface Links {
  readonly sources: readonly (readonly number[])[];
  readonly targets: readonly (readonly number[])[];
}

/**
 * Kahn (1962): positions so that every source stands before its targets; among free ones the document's order.
 * Nodes on a cycle, and all that depend on them, are missing.
 */
export function topologicalOrder({ sources, targets }: Links): number[] {
  const waiting = sources.map((list) => list.length);
  const order: number[] = [];
  waiting.forEach((count, node) => {
    if (count === 0) order.push(node);
  });
  for (let done = 0; done < order.length; done += 1) {
    for (const target of targets[order[done]]) {
      waiting[target] -= 1;
      if (waiting[target] === 0) order.push(target);
    }
  }
  return order;
}

/** Everything that can be reached from `starts` along `links`, the starts included. */
export function reach(starts: readonly number[], links: readonly (readonly number[])[]): boolean[] {
  const reached = links.map(() => false);
  const stack = [...starts];
  for (const start of starts) reached[start] = true;
  while (stack.length > 0) {
    for (const next of links[stack.pop() as number]) {
      if (reached[next]) continue;
      reached[next] = true;
      stack.push(next);
    }
  }
  return reached;
}

/**
 * Nodes on a cycle: in a strongly connected component of more than one node, or linked to themselves.
 * Tarjan (1972), with a stack of its own: recursion would overflow on a chain of 2,000 nodes.
 */
export function nodesOnCycles({ targets }: Links): boolean[] {
  const count = targets.length;
  const onCycle = new Array<boolean>(count).fill(false);
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const component: number[] = [];
  let next = 0;

  const open = (node: number) => {
    index[node] = next;
    low[node] = next;
    next += 1;
    component.push(node);
    onStack[node] = 1;
  };
  const close = (node: number) => {
    const members: number[] = [];
    let member: number;
    do {
      member = component.pop() as number;
      onStack[member] = 0;
      members.push(member);
    } while (member !== node);
    const loops = members.length > 1 || targets[node].includes(node);
    for (const each of members) onCycle[each] = loops;
  };

  for (let root = 0; root < count; root += 1) {
    if (index[root] >= 0) continue;
    open(root);
    const path = [{ node: root, edge: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1];
      const target = targets[top.node][top.edge];
      top.edge += 1;
      if (target === undefined) {
        path.pop();
        if (low[top.node] === index[top.node]) close(top.node);
        const parent = path[path.length - 1];
        if (parent) low[parent.node] = Math.min(low[parent.node], low[top.node]);
      } else if (index[target] < 0) {
        open(target);
        path.push({ node: target, edge: 0 });
      } else if (onStack[target]) {
        low[top.node] = Math.min(low[top.node], index[target]);
      }
    }
  }
  return onCycle;
}
