import type { ProjectDocument } from './schema';

/** What files that come from a project are called: its name without what file systems refuse. */
export const fileStemOf = ({ name }: Pick<ProjectDocument, 'name'>): string =>
  name.replace(/[^\p{L}\p{N}_-]+/gu, ' ').trim() || 'network';
