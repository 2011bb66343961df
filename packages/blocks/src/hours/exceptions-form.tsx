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
        const [first] = hours
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
                checked={first !== undefined}
                onChange={({ target: { checked } }) =>
                  change(index, { hours: checked ? [{ from: '09:00', to: '12:00' }] : [] })
                }
              />
              Open at other hours (else closed)
            </label>
            {first ? (
              <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-1.5">
                <TextInput
                  aria-label={`Opens on ${called}`}
                  value={first.from}
                  onChange={(event) => change(index, { hours: [{ ...first, from: event.target.value }] })}
                  autoComplete="off"
                />
                <span className="text-soft">to</span>
                <TextInput
                  aria-label={`Closes on ${called}`}
                  value={first.to}
                  onChange={(event) => change(index, { hours: [{ ...first, to: event.target.value }] })}
                  autoComplete="off"
                />
              </div>
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
