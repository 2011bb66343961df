import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { zone } from '../../app/period'
import { useMay } from '../../app/session'
import { type CallFilters, type FilterName, isPeriod, outcomes, periods, readHour, transfers } from './call-filters'
import { outcomeWords, problemCodes, problemWords, transferWords } from './call-words'
import type { Named } from './filter-chips'
import { FilterText } from './filter-text'
import { readSeconds, writeSeconds } from './seconds-text'

const any = 'any'
const localMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

export type FilterFieldsProps = {
  filters: CallFilters
  named: Named
  onChange: (changes: { [name in FilterName]?: string | undefined }) => void
}

/** Everything that the list can be narrowed by. Each change shows at once. */
export function FilterFields({ filters, named, onChange }: FilterFieldsProps) {
  const sees = useMay('callers')
  const choice = (name: FilterName, label: string, none: string, options: ReadonlyArray<readonly [string, string]>) => {
    const value = filters[name]
    return (
      <Field label={label}>
        {(labelled) => (
          <Select
            {...labelled}
            value={value === undefined ? any : String(value)}
            onChange={(chosen) => onChange({ [name]: chosen === any ? undefined : chosen })}
            options={[{ value: any, label: none }, ...options.map(([id, words]) => ({ value: id, label: words }))]}
          />
        )}
      </Field>
    )
  }
  return (
    <div className="grid gap-3.5">
      <PeriodFields filters={filters} onChange={onChange} />
      {choice('number', 'Number', 'All numbers', [...named.numbers])}
      <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-3">
        {choice('flow', 'Flow', 'All flows', [...named.flows])}
        <FilterText
          label="Version"
          inputMode="numeric"
          placeholder="any"
          value={filters.version?.toString() ?? ''}
          read={(typed) => /^v?([1-9]\d{0,5})$/.exec(typed)?.[1] ?? null}
          fault="Such as 3."
          onChange={(version) => onChange({ version })}
        />
      </div>
      <div className="grid grid-cols-2 gap-3">
        {choice('direction', 'Direction', 'Both', [
          ['incoming', 'Incoming'],
          ['outgoing', 'Outgoing'],
        ])}
        {choice(
          'outcome',
          'How it ended',
          'Any way',
          outcomes.map((outcome) => [outcome, outcomeWords(outcome)]),
        )}
      </div>
      {sees ? (
        <>
          <FilterText
            label="Caller"
            mono
            inputMode="tel"
            placeholder="+65 9123"
            hint="The number, or how it begins. “withheld” finds those who hide it."
            value={filters.caller ?? ''}
            read={readCaller}
            fault="Write it with + and the country code, or only how it begins."
            onChange={(caller) => onChange({ caller })}
          />
          <div className="grid grid-cols-2 gap-3">
            <FilterText
              label="Pressed"
              mono
              placeholder="1"
              value={filters.key ?? ''}
              read={(typed) => (/^[0-9*#]{1,50}$/.test(typed) ? typed : null)}
              fault="Digits, * and #."
              onChange={(key) => onChange({ key })}
            />
            <FilterText
              label="Tag"
              value={filters.tag ?? ''}
              read={(typed) => typed}
              fault=""
              onChange={(tag) => onChange({ tag })}
            />
          </div>
        </>
      ) : null}
      {choice(
        'problem',
        'What went wrong',
        'Anything or nothing',
        problemCodes.map((code) => [code, problemWords(code)]),
      )}
      <div className="grid grid-cols-2 gap-3">
        {choice(
          'transfer',
          'A transfer',
          'Any or none',
          transfers.map((transfer) => [transfer, transferWords(transfer)]),
        )}
        {choice('hour', 'Hour of the day', 'Any hour', hoursWith(filters.hour))}
      </div>
      <div className="grid grid-cols-2 gap-3">
        {(['min', 'max'] as const).map((name) => (
          <FilterText
            key={name}
            label={name === 'min' ? 'Longer than' : 'At most'}
            placeholder="1:30"
            value={writeSeconds(filters[name])}
            read={(typed) => readSeconds(typed)?.toString() ?? null}
            fault="Minutes and seconds, such as 1:30."
            onChange={(value) => onChange({ [name]: readSeconds(value)?.toString() })}
          />
        ))}
      </div>
    </div>
  )
}

/** The hours of the reader’s own clock, and one of another’s that is asked for. */
function hoursWith(asked: string | undefined): [string, string][] {
  const hours = Array.from({ length: 24 }, (_, hour): [string, string] => [`${hour}@${zone}`, `${hour}:00`])
  const other = asked === undefined || hours.some(([name]) => name === asked) ? null : readHour(asked)
  return other && asked !== undefined ? [[asked, `${other.hour}:00 in ${other.zone}`], ...hours] : hours
}

/** When: a period that moves along, or from and to. */
function PeriodFields({ filters, onChange }: Omit<FilterFieldsProps, 'named'>) {
  const { from, to } = filters
  const fixed = !isPeriod(from) && (from !== undefined || to !== undefined)
  return (
    <>
      <Field label="When">
        {(labelled) => (
          <Select
            {...labelled}
            value={fixed ? 'between' : (from ?? any)}
            onChange={(chosen) => {
              if (chosen === 'between') onChange({ from: startOfToday(), to: undefined })
              else onChange({ from: chosen === any ? undefined : chosen, to: undefined })
            }}
            options={[
              { value: any, label: 'Any time' },
              ...Object.entries(periods).map(([value, label]) => ({ value, label })),
              { value: 'between', label: 'From … to …' },
            ]}
          />
        )}
      </Field>
      {fixed ? (
        <div className="grid grid-cols-2 gap-3">
          {(['from', 'to'] as const).map((name) => (
            <Field key={name} label={name === 'from' ? 'From' : 'Before'}>
              {(labelled) => (
                <input
                  {...labelled}
                  type="datetime-local"
                  value={localOf(filters[name])}
                  onChange={({ target: { value } }) => {
                    if (value === '') onChange({ [name]: undefined })
                    else if (localMoment.test(value)) onChange({ [name]: new Date(value).toISOString() })
                  }}
                  className="h-9 w-full min-w-0 rounded-control border border-line bg-panel px-1.5 text-[13px] text-ink hover:border-control"
                />
              )}
            </Field>
          ))}
        </div>
      ) : null}
    </>
  )
}

function startOfToday(): string {
  const today = new Date()
  today.setHours(0, 0, 0, 0)
  return today.toISOString()
}

/** A moment as the browser’s own field for one has it: in the reader’s zone, to the minute. */
function localOf(iso: string | undefined): string {
  if (iso === undefined || isPeriod(iso)) return ''
  const at = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

function readCaller(typed: string): string | null {
  if (typed.toLowerCase() === 'withheld') return 'withheld'
  const plain = typed.replaceAll(/[\s().-]/g, '').replace(/^00/, '+')
  const number = plain.startsWith('+') ? plain : `+${plain}`
  return /^\+[0-9]{0,15}$/.test(number) ? number : null
}
