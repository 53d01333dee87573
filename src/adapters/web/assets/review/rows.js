/** Rows of a list, one an entry, kept by their ids: a row that is written in is never drawn anew. */

/** `create(id)` gives a row: { element, update(entry) }. */
export function createRows(list, create) {
  const rows = new Map();
  return {
    element: list,
    of: (id) => rows.get(id),
    update(entries) {
      const ids = new Set(entries.map((one) => one.id));
      for (const [id, row] of rows) {
        if (ids.has(id)) continue;
        row.element.remove();
        rows.delete(id);
      }
      for (const [index, entry] of entries.entries()) {
        const row = rows.get(entry.id) ?? create(entry.id);
        rows.set(entry.id, row);
        row.update(entry);
        if (list.children[index] !== row.element) list.insertBefore(row.element, list.children[index] ?? null);
      }
    },
  };
}
