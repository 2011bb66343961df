import type { Place } from '../flows/where-used'

/** Where documents name a secret: in any text of a block's settings. */
export const secretPlace: Place = {
  path: '$.nodes.*.config.** ? (@.type() == "string")',
  keysIn: (text) => [...text.matchAll(/\bsecret\.([a-z][a-z0-9_]*)/g)].map(([, key = '']) => key),
}
