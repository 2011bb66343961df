import { length } from '../../app/moment'

const counted = new Intl.NumberFormat()
const shares = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 0 })

export function count(n: number): string {
  return counted.format(n)
}

/** “8 %”; empty where there is nothing to take a part of. What is little is never called none. */
export function share(n: number, of: number): string {
  if (of === 0) return ''
  return n > 0 && n / of < 0.005 ? `under ${shares.format(0.01)}` : shares.format(n / of)
}

/** How long callers stay, as people say it: “4 s”, “1:20”. */
export function stay(ms: number | null): string {
  if (ms === null) return '–'
  if (ms < 1_000) return ms === 0 ? 'a moment' : 'under 1 s'
  return ms < 60_000 ? `${Math.round(ms / 1_000)} s` : length(ms)
}

/** How thick a line is that so many of the most that any line has went along, in pixels. */
export function thickness(n: number, most: number): number {
  return n === 0 || most === 0 ? 1.2 : 2 + 10 * (n / most)
}
