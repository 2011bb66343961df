const secondsIn = { h: 3_600, m: 60, s: 1 } as const

const clock = /^(?:(\d+):)?(\d{1,3}):([0-5]\d)$/
/** Units go from large to small; a bare number at the end has the unit after the one before it: `1m30`, `1h30`. */
const spelled =
  /^(?:(\d+(?:[.,]\d+)?)\s*h(?:(?:ou)?rs?)?)?\s*(?:(\d+(?:[.,]\d+)?)\s*m(?:in(?:ute)?s?)?)?\s*(?:(\d+(?:[.,]\d+)?)\s*(s(?:ec(?:ond)?s?)?)?)?$/

/**
 * Reads a length of time as people write it, in seconds: `90`, `90s`, `1:30`, `1m30`, `2 min`, `1 h 5 min`. A number alone
 * is seconds. Null if it is none of these.
 */
export function readDuration(typed: string): number | null {
  const text = typed.trim().toLowerCase()
  const figures = clock.exec(text)
  if (figures) {
    const [, hours, minutes = '', seconds = ''] = figures
    if (hours !== undefined && Number(minutes) > 59) return null
    const sum = Number(hours ?? 0) * secondsIn.h + Number(minutes) * secondsIn.m + Number(seconds)
    return Number.isFinite(sum) ? sum : null
  }
  const words = spelled.exec(text)
  if (!words || text === '') return null
  const [, hours, minutes, last, unit] = words
  const lastIsMinutes = last !== undefined && unit === undefined && hours !== undefined && minutes === undefined
  const sum =
    amount(hours) * secondsIn.h + amount(minutes) * secondsIn.m + amount(last) * (lastIsMinutes ? secondsIn.m : 1)
  // 1.1 min is 66 s, and not a little more.
  return Number.isFinite(sum) ? Math.round(sum * 1_000) / 1_000 : null
}

/** Seconds as people say them: `1 min 30 s`. */
export function writeDuration(seconds: number): string {
  const hours = Math.floor(seconds / secondsIn.h)
  const minutes = Math.floor((seconds % secondsIn.h) / secondsIn.m)
  const rest = Math.round((seconds % secondsIn.m) * 1_000) / 1_000
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : '']
  return parts.filter((part) => part !== '').join(' ') || '0 s'
}

function amount(figures: string | undefined): number {
  return figures === undefined ? 0 : Number(figures.replace(',', '.'))
}
