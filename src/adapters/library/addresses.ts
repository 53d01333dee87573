/** Where pages are. */

export function sopPath(id: string, tab?: string): string {
  return `/library/sops/${encodeURIComponent(id)}${tab === undefined ? '' : `?tab=${tab}`}`;
}

export function runPath(id: string): string {
  return `/library/runs/${encodeURIComponent(id)}`;
}

/** The same page with other answers to its form; what is empty is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  return given.length > 0 ? `${path}?${given.join('&')}` : path;
}

export function routinePath({ sop, routine }: { readonly sop: string; readonly routine: string }): string {
  return `${sopPath(sop)}/routines/${encodeURIComponent(routine)}`;
}

export function proposalPath(sop: string, proposal: number): string {
  return `${sopPath(sop)}/proposals/${proposal}`;
}

export function importPath(id: string): string {
  return `/library/imports/${encodeURIComponent(id)}`;
}

/** The form that sets a routine; `routine`: which one it changes. */
export function routineFormPath(sop: string, routine?: string): string {
  return withQuery(`${sopPath(sop)}/routine`, { routine });
}
