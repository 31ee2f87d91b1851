import { Button } from '@mantine/core';
import { removeElements } from '../../shared/document/edits';
import type { NetworkEdge } from '../../shared/document/schema';
import { formatShape } from '../../shared/text/text';
import { useWords } from '../app/i18n/i18n';
import { useAnalysis } from '../app/state/analysis';
import { editViewed, pathOf, useViewed } from '../app/state/opened-store';
import { inputNamesOf } from '../canvas/block-inputs';
import { Facts, Section } from './facts';
import { Problems } from './problems';
import { inspectorWords } from './words';

function EdgeFacts({ edge }: { readonly edge: NetworkEdge }) {
  const t = useWords(inspectorWords);
  const analysed = useAnalysis((analysis) => analysis.edges.get(pathOf(edge.id)));
  const nodes = useViewed(({ network }) => network.nodes);
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name || id;
  const input = useViewed((document) => {
    const { nodes: all, edges } = document.network;
    const names = inputNamesOf(
      document,
      all.find(({ id }) => id === edge.target),
    );
    const position = edges.filter(({ target }) => target === edge.target).indexOf(edge);
    return names[position]?.input ?? null;
  });
  return (
    <>
      <Facts
        facts={[
          { key: 'from', label: t('from'), value: nameOf(edge.source) },
          { key: 'to', label: t('to'), value: nameOf(edge.target) },
          ...(input === null ? [] : [{ key: 'input', label: t('blockInput'), value: input }]),
          {
            key: 'shape',
            label: t('shape'),
            value: analysed?.shape ? formatShape(analysed.shape) : t('unknown'),
          },
        ]}
      />
      {analysed && analysed.problems.length > 0 && <Problems problems={analysed.problems} />}
    </>
  );
}

/** The selected connections: what flows through, and their removal. */
export function EdgeInspector({ edges }: { readonly edges: readonly NetworkEdge[] }) {
  const t = useWords(inspectorWords);
  const only = edges.length === 1 ? edges[0] : undefined;
  const remove = () =>
    editViewed((document) => removeElements(document, { edges: edges.map(({ id }) => id) }));
  return (
    <Section title={only ? t('edge') : t('edges', { count: edges.length })}>
      {only && <EdgeFacts edge={only} />}
      <div>
        <Button variant="default" onClick={remove}>
          {t(only ? 'removeEdge' : 'removeEdges')}
        </Button>
      </div>
    </Section>
  );
}
