import { type NodeProps, NodeResizer } from '@xyflow/react';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { MAX_COMMENT_CHARACTERS } from '../../shared/document/limits';
import { useWords } from '../app/i18n/i18n';
import { setCommentText } from './actions';
import { useCanvas } from './canvas-store';
import classes from './comment-node.module.css';
import { useComment } from './document-selectors';
import { finishResize } from './flow-changes';
import type { CommentFlowNode } from './flow-elements';
import { MIN_COMMENT_SIZE } from './geometry';
import { canvasWords } from './words';

const stopEditing = (): void => useCanvas.setState({ editedComment: null });

function Editor({ comment, text }: { readonly comment: string; readonly text: string }) {
  const t = useWords(canvasWords);
  const field = useRef<HTMLTextAreaElement>(null);
  // Escape gives up, and the blur that follows must not write what was given up.
  const isGivenUp = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = () => {
    if (!isGivenUp.current && field.current) setCommentText(comment, field.current.value);
    stopEditing();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') isGivenUp.current = true;
    if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
      field.current?.blur();
    }
  };
  return (
    <textarea
      ref={field}
      className={`${classes.text} ${classes.editor} nodrag nowheel nopan`}
      defaultValue={text}
      maxLength={MAX_COMMENT_CHARACTERS}
      aria-label={t('commentText')}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  );
}

/** A note on the canvas: moved, resized and written in place. */
export const CommentNodeView = memo(function CommentNodeView({
  data,
  selected,
}: NodeProps<CommentFlowNode>) {
  const t = useWords(canvasWords);
  const comment = useComment(data.comment);
  const isEdited = useCanvas((state) => state.editedComment === data.comment);
  if (!comment) return null;
  return (
    <div className={classes.comment} data-selected={selected || undefined}>
      <NodeResizer
        isVisible={selected}
        minWidth={MIN_COMMENT_SIZE.width}
        minHeight={MIN_COMMENT_SIZE.height}
        onResizeEnd={finishResize}
      />
      {isEdited ? (
        <Editor comment={comment.id} text={comment.text} />
      ) : (
        <div className={classes.text} data-empty={comment.text === '' || undefined}>
          {comment.text || t('commentEmpty')}
        </div>
      )}
    </div>
  );
});
