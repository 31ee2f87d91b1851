import { VisuallyHidden } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { useSay } from '../app/i18n/i18n';
import { useCanvas } from './canvas-store';
import classes from './messages.module.css';

/** Whatever a person does next has moved on from the refusal. */
const PRESSES = ['pointerdown', 'keydown'] as const;
const OFFSET = 12;
const WIDTH = 288;

/** Why something was refused, beside the pointer that asked for it; and, unseen, what edits did. */
export function Messages() {
  const say = useSay();
  const refusal = useCanvas((state) => state.refusal);
  const announcement = useCanvas((state) => state.announcement);
  useEffect(() => {
    if (!refusal) return;
    const dismiss = () => useCanvas.setState({ refusal: null });
    for (const name of PRESSES) window.addEventListener(name, dismiss, true);
    return () => {
      for (const name of PRESSES) window.removeEventListener(name, dismiss, true);
    };
  }, [refusal]);
  // The live region stands always: one that appears with its text is not read aloud.
  return (
    <>
      <VisuallyHidden role="status">
        {announcement && say(announcement.text, announcement.values)}
      </VisuallyHidden>
      <div role="alert">
        {refusal && (
          <div
            className={classes.refusal}
            style={{
              left: Math.max(OFFSET, Math.min(refusal.at.x + OFFSET, window.innerWidth - WIDTH)),
              top: Math.min(refusal.at.y + OFFSET, window.innerHeight - 96),
            }}
          >
            <CircleAlert size={16} aria-hidden />
            <span>{say(refusal.text, refusal.values)}</span>
          </div>
        )}
      </div>
    </>
  );
}
