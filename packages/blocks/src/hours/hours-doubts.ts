import type { ConfigProblem } from '@patchbay/flow/block'
import { isTime, type Span } from '@patchbay/flow/weekly-hours'
import { isDate, minutesOf, type OpeningHours } from './opening-hours'

const day = 1440

/** What people should know of hours that can be published all the same, `today` being a day in their own zone. */
export function hoursDoubts(
  { weekly, exceptions, holidays }: OpeningHours & { holidays: object | null },
  today: string,
): ConfigProblem[] {
  const coming = exceptions.filter(({ to }) => !isDate(to) || to >= today)
  const doubts: ConfigProblem[] = []
  if (weekly.length === 0)
    doubts.push({
      field: 'weekly',
      code: 'never-open',
      message: coming.some(({ hours }) => hours.length > 0)
        ? 'It is never open in an ordinary week.'
        : 'It is never open: add hours.',
      warning: true,
    })
  if (holidays === null && coming.length === 0 && coversWeek(weekly))
    doubts.push({
      field: 'weekly',
      code: 'always-open',
      message: 'It is always open: every call goes the same way.',
      warning: true,
    })
  if (exceptions.length > 0 && coming.length === 0)
    doubts.push({
      field: 'exceptions',
      code: 'past-exceptions',
      message: 'All days that differ are past. Remove them, or add those to come.',
      warning: true,
      fix: { label: 'Remove them', config: { exceptions: [] } },
    })
  return doubts
}

/** Whether the week's hours leave no minute out. */
function coversWeek(weekly: OpeningHours['weekly']): boolean {
  const minutes = new Uint8Array(7 * day)
  for (const { days, ...span } of weekly.filter(({ from, to }) => isTime(from) && isTime(to)))
    for (const weekday of days) {
      const first = (weekday - 1) * day + minutesOf(span.from)
      for (let minute = 0; minute < lengthOf(span); minute++) minutes[(first + minute) % minutes.length] = 1
    }
  return minutes.every((minute) => minute === 1)
}

function lengthOf({ from, to }: Span): number {
  const length = minutesOf(to) - minutesOf(from)
  return length > 0 ? length : length + day
}
