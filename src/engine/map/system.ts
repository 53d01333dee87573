/** Systems are called by name, as people write them: `Shop` and `shop ` are one. */
export function systemKey(name: string): string {
  return name.normalize('NFC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

export function sameSystem(one: string, other: string): boolean {
  return systemKey(one) === systemKey(other);
}
