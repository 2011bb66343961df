/**
 * In which order an object's keys are written: those of `keys` first, the others sorted by their characters' codes. `each`
 * is the shape of what stands under any key, `inside` of what stands under one. A list is written as it is, with the
 * shape for each of its items.
 */
export type Shape = { keys?: readonly string[]; each?: Shape; inside?: Readonly<Record<string, Shape>> }

const sorted: Shape = {}

/**
 * JSON as `JSON.stringify(value, null, 2)` lays it out, with keys in an order of their own: the same value gives the same
 * text however it was put together. Takes JSON values only; as deep as they are nested, so deep it recurs.
 */
export function writeStable(value: unknown, shape: Shape = sorted, indent = '\n'): string {
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[${value.map((item) => deeper + writeStable(item, shape, deeper)).join(',')}${indent}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = new Map(Object.entries(value))
  const known = (shape.keys ?? []).filter((key) => parts.has(key))
  const others = [...parts.keys()].filter((key) => !known.includes(key)).sort()
  const lines = [...known, ...others].map((key) => {
    const inside = shape.inside && Object.hasOwn(shape.inside, key) ? shape.inside[key] : shape.each
    return `${deeper}${JSON.stringify(key)}: ${writeStable(parts.get(key), inside, deeper)}`
  })
  return lines.length === 0 ? '{}' : `{${lines.join(',')}${indent}}`
}
