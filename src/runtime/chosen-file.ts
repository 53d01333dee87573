/** Which file of a conversation somebody means. */

/**
 * By name if one is given: the whole name, else a part of it. Without a name the newest (the first), whatever it is: what
 * cannot be read is said on its card, by name.
 */
export function chosenFile<File extends { readonly name: string }>(
  files: readonly File[],
  name: string | undefined,
): File | undefined {
  if (name === undefined) return files[0];
  const wanted = name.toLowerCase();
  return (
    files.find((one) => one.name.toLowerCase() === wanted) ??
    files.find((one) => one.name.toLowerCase().includes(wanted))
  );
}
