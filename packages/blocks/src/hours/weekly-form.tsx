import type { Weekly } from '@patchbay/flow/weekly-hours'
import { Button } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { TextInput } from '@patchbay/ui/text-input'
import { clsx } from 'clsx'
import { Plus, Trash2 } from 'lucide-react'

/** From Monday on. */
export const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const longNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** The week as rows of days with their hours. Two rows for the same day are a break between them. */
export function WeeklyForm({ weekly, onChange }: { weekly: Weekly; onChange: (weekly: Weekly) => void }) {
  const change = (at: number, part: Partial<Weekly[number]>) =>
    onChange(weekly.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <div className="grid min-w-0 gap-2">
      {weekly.map(({ days, from, to }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity, and are never put in another order
        <fieldset key={index} className="grid min-w-0 gap-1.5 rounded-card border border-line p-2">
          <legend className="sr-only">Hours {index + 1}</legend>
          <div className="flex flex-wrap gap-1">
            {dayNames.map((name, at) => {
              const on = days.includes(at + 1)
              return (
                <button
                  key={name}
                  type="button"
                  aria-pressed={on}
                  aria-label={longNames[at]}
                  onClick={() =>
                    change(index, {
                      days: on ? days.filter((day) => day !== at + 1) : [...days, at + 1].sort((a, b) => a - b),
                    })
                  }
                  className={clsx(
                    'h-7 min-w-9 rounded-md border px-1 text-xs',
                    on ? 'border-ink bg-ink text-panel' : 'border-line text-soft hover:text-ink',
                  )}
                >
                  {name}
                </button>
              )
            })}
          </div>
          <div className="grid grid-cols-[1fr_auto_1fr_auto] items-center gap-1.5">
            <TextInput
              aria-label={`Hours ${index + 1}, from`}
              value={from}
              placeholder="09:00"
              onChange={(event) => change(index, { from: event.target.value })}
              autoComplete="off"
            />
            <span className="text-soft">to</span>
            <TextInput
              aria-label={`Hours ${index + 1}, to`}
              value={to}
              placeholder="18:00"
              onChange={(event) => change(index, { to: event.target.value })}
              autoComplete="off"
            />
            <IconButton
              icon={Trash2}
              label={`Remove hours ${index + 1}`}
              onClick={() => onChange(weekly.filter((_, at) => at !== index))}
            />
          </div>
        </fieldset>
      ))}
      <Button
        size="small"
        icon={Plus}
        className="justify-self-start"
        onClick={() =>
          onChange([...weekly, { days: weekly.length === 0 ? [1, 2, 3, 4, 5] : [], from: '09:00', to: '18:00' }])
        }
      >
        Add hours
      </Button>
    </div>
  )
}
