import { type NotificationData, notifications } from '@mantine/notifications';
import { currentLocale } from '../i18n/i18n';
import { hostWords } from './words';

/** Shows a notice that goes away by itself; its close button has a name, which the kit leaves out. */
export function showNotice(notice: NotificationData): void {
  const label = hostWords.entries.closeNotice[currentLocale()];
  notifications.show({ closeButtonProps: { 'aria-label': label }, ...notice });
}

export const hideNotice = (id: string): void => {
  notifications.hide(id);
};
