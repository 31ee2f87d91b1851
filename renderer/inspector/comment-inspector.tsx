import { Button, Textarea } from '@mantine/core';
import { useEffect } from 'react';
import { removeElements, setComment } from '../../shared/document/edits';
import { MAX_COMMENT_CHARACTERS } from '../../shared/document/limits';
import type { CanvasComment } from '../../shared/document/schema';
import { useWords } from '../app/i18n/i18n';
import { editViewed } from '../app/state/opened-store';
import { pauseHistory, resumeHistory } from '../app/state/project-store';
import { Section } from './facts';
import classes from './form.module.css';
import { inspectorWords } from './words';

/** The text of a comment; all writing until the field is left is one step. */
export function CommentInspector({ comment }: { readonly comment: CanvasComment }) {
  const t = useWords(inspectorWords);
  useEffect(() => resumeHistory, []);
  return (
    <Section title={t('comment')}>
      <Textarea
        label={t('commentText')}
        classNames={{ label: classes.label }}
        autosize
        minRows={3}
        maxLength={MAX_COMMENT_CHARACTERS}
        value={comment.text}
        onChange={(event) => {
          const { value: text } = event.currentTarget;
          pauseHistory();
          editViewed((document) => setComment(document, comment.id, { text }));
        }}
        onBlur={resumeHistory}
      />
      <div>
        <Button
          variant="default"
          onClick={() =>
            editViewed((document) => removeElements(document, { comments: [comment.id] }))
          }
        >
          {t('remove')}
        </Button>
      </div>
    </Section>
  );
}
