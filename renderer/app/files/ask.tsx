import { modals } from '@mantine/modals';
import type { ReactNode } from 'react';

interface Question<Answer> {
  readonly title: ReactNode;
  /** Draws the dialog's body; calling `answer` closes it. */
  readonly body: (answer: (value: Answer) => void) => ReactNode;
  readonly size?: string | number;
}

/** Opens a dialog and waits for its answer; null where the person closed it without one. */
export function ask<Answer>({ title, body, size }: Question<Answer>): Promise<Answer | null> {
  return new Promise((resolve) => {
    let answered: Answer | null = null;
    const id = modals.open({
      title,
      size,
      children: body((value) => {
        answered = value;
        modals.close(id);
      }),
      onClose: () => resolve(answered),
    });
  });
}
