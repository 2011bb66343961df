import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { useSearchParams } from 'wouter'
import { dayOf, daysPeriod, isSpan, periodOf, spans } from './period'

const days = 'days'

/** Chooses the period that the page is about. It stands in the page's address. */
export function PeriodField() {
  const [search, setSearch] = useSearchParams()
  const { span, period } = periodOf(search)
  const first = dayOf(period.from)
  const last = dayOf(new Date(Date.parse(period.to) - 1).toISOString())
  const set = (values: Record<string, string>) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      for (const name of ['period', 'from', 'to']) next.delete(name)
      for (const [name, value] of Object.entries(values)) next.set(name, value)
      return next
    })
  const setDays = (from: string, to: string) => {
    const chosen = daysPeriod(from, to)
    if (chosen) set(chosen)
  }
  return (
    <fieldset className="flex flex-wrap items-center gap-2 border-0 p-0">
      <legend className="sr-only">Calls that began in</legend>
      <Select
        aria-label="Period"
        className="sm:w-40"
        value={span ?? days}
        onChange={(value) => (isSpan(value) ? set({ period: value }) : setDays(first, last))}
        options={[
          ...Object.entries(spans).map(([value, { label }]) => ({ value, label })),
          { value: days, label: 'Days…' },
        ]}
      />
      {span === null ? (
        <span className="flex items-center gap-1.5 text-soft">
          <TextInput
            type="date"
            aria-label="First day"
            className="sm:w-36"
            value={first}
            max={last}
            onChange={(event) => setDays(event.target.value, last)}
          />
          to
          <TextInput
            type="date"
            aria-label="Last day"
            className="sm:w-36"
            value={last}
            min={first}
            onChange={(event) => setDays(first, event.target.value)}
          />
        </span>
      ) : null}
    </fieldset>
  )
}
