import type { Text } from '../../shared/text/text';

/** A label in both languages, once where they are the same: `SGD`, or `Dense` and `全连接`. */
export const namesOf = ({ en, zh }: Text): readonly string[] => (en === zh ? [en] : [en, zh]);
