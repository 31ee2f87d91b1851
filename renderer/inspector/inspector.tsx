import { useOpened, useViewed } from '../app/state/opened-store';
import { useSelection } from '../app/state/selection-store';
import { CommentInspector } from './comment-inspector';
import { EdgeInspector } from './edge-inspector';
import classes from './form.module.css';
import { NetworkInspector } from './network-inspector';
import { NodeInspector } from './node-inspector';
import { SeveralInspector } from './several-inspector';

function Inspected() {
  const network = useViewed((document) => document.network);
  const selection = useSelection();
  const nodes = network.nodes.filter(({ id }) => selection.nodes.has(id));
  const [node] = nodes;
  if (nodes.length > 1) return <SeveralInspector nodes={nodes} />;
  if (node) return <NodeInspector node={node} />;
  const edges = network.edges.filter(({ id }) => selection.edges.has(id));
  if (edges.length > 0) return <EdgeInspector edges={edges} />;
  const comment = network.comments.find(({ id }) => selection.comments.has(id));
  if (comment) return <CommentInspector key={comment.id} comment={comment} />;
  return <NetworkInspector />;
}

/** What is selected, as forms and numbers; the whole network where nothing is. */
export function Inspector() {
  return (
    <div className={classes.inspector}>
      <Inspected key={useOpened((state) => state.path).join(' ')} />
    </div>
  );
}
