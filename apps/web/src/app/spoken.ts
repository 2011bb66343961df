/** A message as one reads it: the carrier's marks fall away, a recording becomes “♪”, runs of space become one. */
export function spoken(message: string): string {
  return message
    .replace(/<url>[^<]*<\/url>/gi, ' ♪ ')
    .replace(/<\/?(?:speech|url)\b[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
