import type { Span } from '@patchbay/flow/weekly-hours'
import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput } from '@patchbay/ui/text-input'
import { Plus, Trash2 } from 'lucide-react'
import type { Exception } from './opening-hours'

export type ExceptionsFormProps = {
  exceptions: readonly Exception[]
  onChange: (exceptions: Exception[]) => void
  /** A day to begin with, `YYYY-MM-DD`. */
  today: string
}

/** Days that go before the week and before public holidays: closed, or with hours of their own. */
export function ExceptionsForm({ exceptions, onChange, today }: ExceptionsFormProps) {
  const change = (at: number, part: Partial<Exception>) =>
    onChange(exceptions.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <div className="grid min-w-0 gap-2">
      {exceptions.map(({ from, to, name, hours }, index) => {
        const changeSpan = (row: number, part: Partial<Span>) =>
          change(index, { hours: hours.map((span, at) => (at === row ? { ...span, ...part } : span)) })
        const called = `days ${index + 1}`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are never put in another order
          <fieldset key={index} className="grid min-w-0 gap-1.5 rounded-card border border-line p-2">
            <legend className="sr-only">Days that differ {index + 1}</legend>
            <div className="flex items-center gap-1.5">
              <TextInput
                aria-label={`What ${called} are`}
                value={name}
                placeholder="Staff outing"
                onChange={(event) => change(index, { name: event.target.value })}
                autoComplete="off"
              />
              <IconButton
                icon={Trash2}
                label={`Remove ${called}`}
                onClick={() => onChange(exceptions.filter((_, at) => at !== index))}
              />
            </div>
            <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-1.5">
              <TextInput
                type="date"
                aria-label={`First of ${called}`}
                value={from}
                onChange={({ target: { value } }) => change(index, { from: value, to: [to, value].sort()[1] ?? value })}
              />
              <span className="text-soft">to</span>
              <TextInput
                type="date"
                aria-label={`Last of ${called}`}
                value={to}
                onChange={(event) => change(index, { to: event.target.value })}
              />
            </div>
            <label className="flex items-center gap-2 text-[13px]">
              <input
                type="checkbox"
                checked={hours.length > 0}
                onChange={({ target: { checked } }) =>
                  change(index, { hours: checked ? [{ from: '09:00', to: '12:00' }] : [] })
                }
              />
              Open at other hours (else closed)
            </label>
            {hours.map((span, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are never put in another order
              <div key={row} className="grid grid-cols-[1fr_auto_1fr_auto] items-center gap-1.5">
                <TextInput
                  aria-label={`Opens on ${called}, hours ${row + 1}`}
                  value={span.from}
                  onChange={(event) => changeSpan(row, { from: event.target.value })}
                  autoComplete="off"
                />
                <span className="text-soft">to</span>
                <TextInput
                  aria-label={`Closes on ${called}, hours ${row + 1}`}
                  value={span.to}
                  onChange={(event) => changeSpan(row, { to: event.target.value })}
                  autoComplete="off"
                />
                <IconButton
                  icon={Trash2}
                  label={`Remove hours ${row + 1} of ${called}`}
                  onClick={() => change(index, { hours: hours.filter((_, at) => at !== row) })}
                />
              </div>
            ))}
            {hours.length > 0 ? (
              <Button
                size="small"
                variant="quiet"
                icon={Plus}
                className="justify-self-start"
                onClick={() => change(index, { hours: [...hours, { from: '13:00', to: '18:00' }] })}
              >
                Add hours
              </Button>
            ) : null}
          </fieldset>
        )
      })}
      <Button
        size="small"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange([...exceptions, { from: today, to: today, name: '', hours: [] }])}
      >
        Add days
      </Button>
    </div>
  )
}
