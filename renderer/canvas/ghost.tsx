import { BaseEdge, type EdgeProps, Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { nodeKind } from '../../shared/catalogue/node-kinds';
import { useLocale, useWords } from '../app/i18n/i18n';
import { EditBadge } from './edit-mark-view';
import classes from './edit-marks.module.css';
import type { FlowEdge, GhostFlowNode } from './flow-elements';
import { headlineOf } from './headline';
import { LayerIcon } from './icons';
import { lineOf } from './network-edge';
import { canvasWords } from './words';

/** A layer that the edit which is shown would add. */
export const GhostNodeView = memo(function GhostNodeView({ data }: NodeProps<GhostFlowNode>) {
  const t = useWords(canvasWords);
  const locale = useLocale();
  const { node } = data;
  const definition = nodeKind(node.kind);
  const label = definition?.label[locale] ?? node.kind;
  return (
    <div className={classes.ghost} data-testid="ghost-node" data-kind={node.kind}>
      <Handle
        type="target"
        position={Position.Left}
        className={classes.port}
        isConnectable={false}
      />
      <Handle
        type="source"
        position={Position.Right}
        className={classes.port}
        isConnectable={false}
      />
      <EditBadge type="added" />
      <div className={classes.ghostName}>
        <LayerIcon name={definition?.icon ?? 'box'} />
        {node.name || label}
      </div>
      <div className={classes.ghostLine}>{headlineOf(node, locale) || label}</div>
      <div className={classes.ghostLine}>{t('wouldBeAdded')}</div>
    </div>
  );
});

/** A connection that it would add. */
export const GhostEdgeView = memo(function GhostEdgeView(props: EdgeProps<FlowEdge>) {
  const [path, x, y] = lineOf(props);
  return (
    <g data-testid="ghost-edge">
      <BaseEdge path={path} className={classes.addedPath} />
      <text className={classes.sign} x={x} y={y + 5}>
        +
      </text>
    </g>
  );
});
