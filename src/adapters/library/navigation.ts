/** The library's main pages, in the order of the header. Those that are not mounted are not shown. */
export interface NavigationEntry {
  readonly path: string;
  readonly title: string;
}

export const NAVIGATION: readonly NavigationEntry[] = [
  { path: '/library', title: 'Library' },
  { path: '/library/work', title: 'My work' },
  { path: '/library/map', title: 'Map' },
  { path: '/library/readiness', title: 'Readiness' },
  { path: '/library/people', title: 'People' },
  { path: '/library/settings', title: 'Settings' },
];

/** The entry that a page belongs to: the longest whose path it begins with. */
export function entryOf(path: string): NavigationEntry | undefined {
  const fits = ({ path: start }: NavigationEntry) => path === start || path.startsWith(`${start}/`);
  return NAVIGATION.filter(fits).toSorted((one, other) => other.path.length - one.path.length)[0];
}
