/** Seconds of a duration as people write it: `90`, `1:30`, `1:02:05`; null if it is none. */
export function readSeconds(typed: string): number | null {
  if (!/^\d{1,6}(:[0-5]?\d){0,2}$/.test(typed)) return null
  return typed.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

/** The other way round: 90 is `1:30`, 45 is `0:45`; empty for none. */
export function writeSeconds(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
