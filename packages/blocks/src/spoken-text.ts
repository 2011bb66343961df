/**
 * A message as people read it: `<speech>` marks fall away, a recording's address becomes “♪”, runs of space become one.
 * Variables stay as they are written.
 */
export function spokenText(message: string): string {
  return message
    .replace(/<url>[^<]*<\/url>/gi, ' ♪ ')
    .replace(/<\/?(?:speech|url)\b[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A message in quotation marks, or null if it says nothing. */
export function quoted(message: string): string | null {
  const text = spokenText(message)
  return text === '' ? null : `“${text}”`
}
