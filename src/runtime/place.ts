/** The address of a conversation, of two parts: `web:C1` is place `C1` on platform `web`. */
export function splitPlace(place: string): readonly [platform: string, place: string] {
  const at = place.indexOf(':');
  return [place.slice(0, at), place.slice(at + 1)];
}
