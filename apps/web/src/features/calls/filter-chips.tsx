import { Button } from '@patchbay/ui/button'
import { X } from 'lucide-react'
import { exactly, length } from '../../app/moment'
import { zone } from '../../app/period'
import { writeNumber } from '../../app/phone-number'
import { type CallFilters, type FilterName, filterNames, isPeriod, periods, readHour } from './call-filters'
import { outcomeWords, problemWords, transferWords } from './call-words'

export type Named = {
  numbers: ReadonlyMap<string, string>
  flows: ReadonlyMap<string, string>
}

export type FilterChipsProps = {
  filters: CallFilters
  /** What numbers and flows are called, by their ids. */
  named: Named
  onRemove: (name: FilterName) => void
  onClear: () => void
}

/** What narrows the list, each thing in words and with a cross that takes it away. */
export function FilterChips({ filters, named, onRemove, onClear }: FilterChipsProps) {
  const set = filterNames.filter((name) => filters[name] !== undefined)
  if (set.length === 0) return null
  return (
    <ul aria-label="What is shown" className="flex flex-wrap items-center gap-1.5">
      {set.map((name) => {
        const words = wordsOf(name, filters, named)
        return (
          <li
            key={name}
            className="flex max-w-full min-w-0 items-center rounded-full border border-line bg-panel pl-3 text-[13px]"
          >
            <span className="truncate py-0.5" title={words}>
              {words}
            </span>
            <button
              type="button"
              aria-label={`Take away: ${words}`}
              onClick={() => onRemove(name)}
              className="grid size-7 shrink-0 place-items-center rounded-full text-soft hover:bg-bg hover:text-ink"
            >
              <X aria-hidden size={14} />
            </button>
          </li>
        )
      })}
      <li>
        <Button size="small" variant="quiet" onClick={onClear}>
          Show all calls
        </Button>
      </li>
    </ul>
  )
}

function wordsOf(name: FilterName, filters: CallFilters, { numbers, flows }: Named): string {
  const {
    from,
    to,
    number,
    flow,
    version,
    direction,
    outcome,
    key,
    chose,
    transfer,
    hour,
    tag,
    problem,
    caller,
    min,
    max,
    q,
  } = filters
  const words: Record<FilterName, () => string> = {
    from: () => (isPeriod(from) ? periods[from] : `since ${exactly(from ?? '')}`),
    to: () => `before ${exactly(to ?? '')}`,
    number: () => numbers.get(number ?? '') ?? 'a number that is gone',
    flow: () => flows.get(flow ?? '') ?? 'a flow that is gone',
    version: () => `v${version}`,
    direction: () => direction ?? '',
    outcome: () => outcomeWords(outcome ?? 'completed'),
    key: () => `pressed ${key}`,
    chose: () => choiceWords(chose ?? '', flows),
    transfer: () => `transfer: ${transferWords(transfer ?? 'answered')}`,
    hour: () => hourWords(hour ?? ''),
    tag: () => `tag “${tag}”`,
    problem: () => problemWords(problem ?? ''),
    caller: () =>
      caller === 'withheld' ? 'number withheld' : `caller ${caller === undefined ? '' : writeNumber(caller)}…`,
    min: () => `longer than ${length((min ?? 0) * 1_000)}`,
    max: () => `at most ${length((max ?? 0) * 1_000)}`,
    q: () => `“${q}”`,
  }
  return words[name]()
}

function choiceWords(chose: string, flows: Named['flows']): string {
  const [of = '', , key = ''] = chose.split(':')
  const [flowId = '', version] = of.split('@')
  return `chose ${key} in ${flows.get(flowId) ?? 'a flow that is gone'}${version === undefined ? '' : ` v${version}`}`
}

/** The reader’s own clock needs no name. */
function hourWords(text: string): string {
  const { hour, zone: place } = readHour(text) ?? { hour: 0, zone }
  return `from ${hour}:00 to ${hour + 1}:00${place === zone ? '' : ` in ${place}`}`
}
