const carrierOffset = '+08:00'
const pattern = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/

/**
 * Reads the carrier's `YYYY-MM-DD HH:MM:SS` (GMT+8; real traffic sometimes adds `.0`) as ISO 8601 in UTC, or undefined
 * where it is no such date.
 */
export function readDate(text: string): string | undefined {
  if (!pattern.test(text)) return undefined
  const date = new Date(`${text.slice(0, 19).replace(' ', 'T')}${carrierOffset}`)
  if (Number.isNaN(date.getTime())) return undefined
  // JavaScript rolls 31 February over into March; the carrier would not send it.
  return writeDate(date) === text.slice(0, 19) ? date.toISOString() : undefined
}

/** Writes a moment as the carrier does, in GMT+8. */
export function writeDate(date: Date): string {
  return new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
}
