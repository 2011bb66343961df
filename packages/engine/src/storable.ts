/** What PostgreSQL takes neither in text nor in JSON: NUL, and half of a character that needs two. */
const unstorable = /\0|\p{Surrogate}/gu
const mayBeUnstorable = /\\u(?:0000|d[89a-f])/i

/** A text that PostgreSQL can keep: what it can't is replaced by U+FFFD. */
export function storableText(text: string): string {
  return text.replace(unstorable, '\uFFFD')
}

/** JSON that PostgreSQL can keep, in values and in names. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value)
  // Both faults show as escapes in JSON, so nearly every value is done with one quick scan.
  return json.includes('\\u') && mayBeUnstorable.test(json) ? JSON.stringify(clean(value)) : json
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [storableText(name), clean(part)]))
  return value
}
