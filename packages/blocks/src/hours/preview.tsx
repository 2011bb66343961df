import { isTime } from '@patchbay/flow/weekly-hours'
import { TextInput } from '@patchbay/ui/text-input'
import { useState } from 'react'
import { useAsked } from '../surroundings'
import { isDate, minutesOf, type OpeningHours, openingAt } from './opening-hours'
import { dayAfter } from './wall-clock'

const shown = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})
const words = { open: 'Open', closed: 'Closed', holiday: 'Holiday' } as const

export type PreviewProps = {
  hours: OpeningHours
  holidays: { country: string; region: string | null } | null
  /** The day and the time there now: what is asked for at first. */
  now: { date: string; time: string }
}

/** “What happens on 25 December at 17:05?” */
export function Preview({ hours, holidays, now }: PreviewProps) {
  const [date, setDate] = useState(now.date)
  const [time, setTime] = useState(now.time)
  const asked = isDate(date) && isTime(time)
  const days = asked ? [dayAfter(date, -1), date] : []
  const years = [...new Set(days.map((day) => Number(day.slice(0, 4))))]
  const names = useAsked(`holidays ${JSON.stringify([holidays, years])}`, async (around) =>
    holidays === null
      ? []
      : (await Promise.all(years.map((year) => around.holidays(holidays.country, holidays.region, year)))).flat(),
  )
  const byDay = new Map((names ?? []).map(({ date: day, name }) => [day, name]))
  const opening = asked ? openingAt(hours, { date, minutes: minutesOf(time) }, (day) => byDay.get(day) ?? null) : null
  return (
    <fieldset className="grid min-w-0 gap-1.5 rounded-card border border-line bg-bg/60 p-3">
      <legend className="sr-only">Try a day and a time</legend>
      <p className="text-[13px] font-medium">What happens on</p>
      <div className="grid grid-cols-[1.4fr_auto_1fr] items-center gap-1.5">
        <TextInput type="date" aria-label="Day" value={date} onChange={(event) => setDate(event.target.value)} />
        <span className="text-soft">at</span>
        <TextInput type="time" aria-label="Time" value={time} onChange={(event) => setTime(event.target.value)} />
      </div>
      <p role="status" className="text-[13px]">
        {opening ? (
          <>
            <strong>{words[opening.state]}</strong> on {shown.format(new Date(`${date}T00:00:00Z`))}: {opening.why}.
          </>
        ) : (
          'Choose a day and a time.'
        )}
      </p>
      {holidays !== null && names === null ? (
        <p className="text-xs text-faint">Public holidays can’t be asked for at the moment.</p>
      ) : null}
    </fieldset>
  )
}
