import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { definitionOf, inputsOf } from '../../shared/document/blocks';
import type { NetworkNode, ProjectDocument } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { useViewed } from '../app/state/opened-store';
import { nodesById } from './document-selectors';
import { canvasWords } from './words';

/** The inputs of an instance, by name, with the names of what feeds them: connections go by their order. */
export function inputNamesOf(
  { network, blocks }: ProjectDocument,
  node: NetworkNode | undefined,
): readonly { readonly input: string; readonly source: string | null }[] {
  const definition = node && definitionOf(blocks, node);
  if (!definition) return [];
  const sources = network.edges.filter(({ target }) => target === node.id);
  return inputsOf(definition.network).map((input, index) => {
    const source = nodesById(network.nodes).get(sources[index]?.source);
    return { input: input.name || input.id, source: source ? source.name || source.id : null };
  });
}

/** How an instance's inputs are called, and a sentence with what feeds each; null of other nodes. */
export function useBlockInputs(
  id: string,
): { readonly names: readonly string[]; readonly title: string } | null {
  const t = useWords(canvasWords);
  // Flat, so that a shallow comparison keeps a node from being drawn again for another's edit.
  const flat = useViewed(
    useShallow((document) => {
      const node = nodesById(document.network.nodes).get(id);
      return inputNamesOf(document, node).flatMap(({ input, source }) => [input, source]);
    }),
  );
  return useMemo(() => {
    const names = flat.flatMap((name, index) => (index % 2 === 0 && name !== null ? [name] : []));
    if (names.length === 0) return null;
    const lines = names.map((input, index) => {
      const source = flat[2 * index + 1];
      const position = index + 1;
      return source === null
        ? t('blockInputFree', { position, input })
        : t('blockInputFed', { position, input, source });
    });
    return { names, title: [t('blockInputs'), ...lines].join('\n') };
  }, [flat, t]);
}
