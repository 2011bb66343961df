/**
 * A path of ours, with its query, that an address asks to go to next; null for anything that could lead elsewhere: another
 * origin, `//host`, `javascript:`.
 */
export function ownPath(asked: string | null, origin: string): string | null {
  // Browsers read \ as / and skip tabs and line feeds: what holds any is not meant well.
  if (asked === null || !/^\/(?![/\\])[^\\\s]*$/.test(asked)) return null
  const url = new URL(asked, origin)
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : null
}
