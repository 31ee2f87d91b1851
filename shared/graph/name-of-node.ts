import type { NetworkNode } from '../document/schema';

/** What a sentence calls a node: its name, or its id where the name was emptied. */
export const nameOfNode = ({ name, id }: NetworkNode): string => (name.trim() === '' ? id : name);
