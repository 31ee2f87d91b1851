import { defineWords } from '../app/i18n/i18n';

export const exploreWords = defineWords('explore', {
  explore: { en: 'Explore', zh: '探索' },
  close: { en: 'Back to the network', zh: '回到网络' },
});
