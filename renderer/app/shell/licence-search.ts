import type { Licences, ShippedPackage } from '../../../vite.licences';

/** Packages whose name, author or licence holds every word of a query, whatever its case. */
export function searchLicences({ packages }: Licences, query: string): readonly ShippedPackage[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return packages.filter(({ name, author, licence }) => {
    const said = `${name} ${author} ${licence}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
