/** Without half surrogates, which neither an address nor UTF-8 can say. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

/** As an address has it. */
export function encoded(text: string): string {
  return encodeURIComponent(wellFormed(text))
}

/** What a header can hold at all. */
export function asHeader(text: string): string {
  return text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').slice(0, 4_000)
}

/** Any value as text. */
export function asText(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value)
}
