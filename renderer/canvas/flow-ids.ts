/* Apart from the elements: commands need ids on the start page, where React Flow is not loaded yet. */

/** Comments share React Flow's id space with nodes. */
const COMMENT_PREFIX = 'comment:';
export const commentFlowId = (comment: string): string => COMMENT_PREFIX + comment;
export const commentOfFlowId = (id: string): string | null =>
  id.startsWith(COMMENT_PREFIX) ? id.slice(COMMENT_PREFIX.length) : null;

/** So do elements that an edit which is shown would add. */
export const ghostFlowId = (id: string): string => `ghost:${id}`;
