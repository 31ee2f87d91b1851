import { useCallback, useMemo } from 'react';
import { nodeKind } from '../../shared/catalogue/node-kinds';
import { useLocale, useWords } from '../app/i18n/i18n';
import { connectNodes, targetsFrom } from './actions';
import { currentFlow, useCanvas } from './canvas-store';
import { nodeName } from './document-selectors';
import { Floating } from './floating';
import { focusCanvas, focusNode } from './focus';
import { NODE_WIDTH } from './geometry';
import { headlineOf, matches } from './headline';
import { LayerIcon } from './icons';
import { SearchList } from './search-list';
import { canvasWords } from './words';

const close = (): void => {
  const from = useCanvas.getState().connectFrom;
  useCanvas.setState({ connectFrom: null });
  if (from) focusNode(from);
  else focusCanvas();
};

/** Connecting by keyboard: the nodes that may take an input from here, in a searchable list. */
export function ConnectPicker() {
  const t = useWords(canvasWords);
  const locale = useLocale();
  const from = useCanvas((state) => state.connectFrom);

  const targets = useMemo(() => (from ? targetsFrom(from) : []), [from]);
  const itemsFor = useCallback(
    (search: string) => {
      return targets
        .map((node) => {
          const definition = nodeKind(node.kind);
          return {
            key: node.id,
            label: node.name || definition?.label[locale] || node.kind,
            detail: headlineOf(node, locale),
            names: [node.name, node.kind, ...Object.values(definition?.label ?? {})],
            icon: <LayerIcon name={definition?.icon ?? 'box'} />,
          };
        })
        .filter(({ names }) => matches(names, search));
    },
    [targets, locale],
  );

  if (!from) return null;
  const flow = currentFlow();
  const position = flow?.getNode(from)?.position ?? { x: 0, y: 0 };
  const at = flow?.flowToScreenPosition({ x: position.x + NODE_WIDTH, y: position.y }) ?? position;
  const label = t('connectTo', { node: nodeName(from) });
  return (
    <Floating at={at} label={label} onClose={close}>
      <SearchList
        label={label}
        placeholder={t('connectSearch')}
        empty={t('noTargets')}
        itemsFor={itemsFor}
        onChoose={(target) => {
          connectNodes(from, target);
          close();
        }}
        onCancel={close}
      />
    </Floating>
  );
}
