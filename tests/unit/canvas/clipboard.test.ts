import { describe, expect, it } from 'vitest';
import { fragmentOf, parseFragment, serializeFragment } from '../../../renderer/canvas/clipboard';
import { addComment, addNode, connect } from '../../../shared/document/edits';
import { createDocument } from '../../../shared/document/new-document';

function sample() {
  let document = createDocument('Sample');
  const ids: string[] = [];
  for (const kind of ['input', 'dense', 'output']) {
    const added = addNode(document, { kind, label: kind, position: { x: ids.length * 100, y: 0 } });
    document = added.document;
    ids.push(added.id ?? '');
  }
  document = connect(connect(document, ids[0], ids[1]), ids[1], ids[2]);
  const commented = addComment(document, {
    position: { x: 0, y: 200 },
    size: { width: 100, height: 50 },
    text: '“note”',
  });
  return { document: commented.document, ids, comment: commented.id ?? '' };
}

describe('CANVAS-5: a copy holds the chosen elements and the edges between them, and survives the clipboard', () => {
  const { document, ids, comment } = sample();
  const selection = {
    nodes: new Set(ids.slice(0, 2)),
    edges: new Set<string>(),
    comments: new Set([comment]),
  };

  it('takes edges with both ends chosen only', () => {
    const fragment = fragmentOf(document, selection);
    expect(fragment?.nodes.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(fragment?.edges.map(({ source, target }) => [source, target])).toEqual([
      [ids[0], ids[1]],
    ]);
    expect(fragment?.comments.map(({ text }) => text)).toEqual(['“note”']);
  });

  it('comes back from text as it went', () => {
    const fragment = fragmentOf(document, selection);
    if (!fragment) throw new Error('nothing copied');
    expect(parseFragment(serializeFragment(fragment))).toEqual(fragment);
  });

  it('is null where only edges or nothing is chosen', () => {
    const none = new Set<string>();
    const edges = new Set(document.network.edges.map(({ id }) => id));
    expect(fragmentOf(document, { nodes: none, edges, comments: none })).toBeNull();
  });
});

describe('CANVAS-6: clipboard text that is not a fragment is refused, whatever it is', () => {
  const fragment = '{"format":"vanishing-point-fragment","network":';
  it.each([
    ['nothing', ''],
    ['prose', 'Why does the gradient vanish?'],
    ['other JSON', '{"nodes":[]}'],
    ['broken JSON', `${fragment}{"nodes":[`],
    ['a node without an id', `${fragment}{"nodes":[{"kind":"dense"}],"edges":[],"comments":[]}}`],
    [
      'a key that would reach the prototype',
      `${fragment}{"nodes":[{"id":"a","kind":"dense","name":"","position":{"x":0,"y":0},"parameters":{"constructor":{"x":1}}}],"edges":[],"comments":[]}}`,
    ],
  ])('%s', (_what, text) => {
    expect(parseFragment(text)).toBeNull();
  });

  it('lets no key through that reaches the prototype', () => {
    const node = `{"id":"a","kind":"dense","name":"","position":{"x":0,"y":0},"parameters":{"__proto__":{"x":1}}}`;
    const parsed = parseFragment(`${fragment}{"nodes":[${node}],"edges":[],"comments":[]}}`);
    expect(Object.keys(parsed?.nodes[0].parameters ?? {})).toEqual([]);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(parsed?.nodes[0].parameters.x).toBeUndefined();
  });
});
