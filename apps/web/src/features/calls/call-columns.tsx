import { Pill } from '@patchbay/ui/pill'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { briefly, exactly, length } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'
import { outcomeWords, problemWords } from './call-words'

export type CallRow = Outputs['calls']['list']['calls'][number]

type Column = {
  label: string
  /** Its width in pixels; `share` lets it grow into what is left. */
  width: number
  share?: boolean
  right?: boolean
  /** What stands in it. `now` is in epoch milliseconds. */
  cell: (call: CallRow, now: number) => ReactNode
}

/** What can be shown of each call beside who it is, in the order in which it stands. */
export const columns = {
  number: {
    label: 'Number',
    width: 150,
    cell: ({ direction, caller, called }) => writeNumber(direction === 'incoming' ? called : caller),
  },
  direction: { label: 'Direction', width: 90, cell: ({ direction }) => direction },
  where: {
    label: 'Where',
    width: 140,
    share: true,
    cell: (call) => <Whole text={whereOf(call)} quiet={call.phase === 'over'} />,
  },
  outcome: {
    label: 'How it ended',
    width: 130,
    cell: (call) => <span className={clsx(call.disposition === 'broken' && 'text-bad')}>{outcomeOf(call)}</span>,
  },
  flow: {
    label: 'Flow',
    width: 124,
    share: true,
    cell: (call) => <Whole text={`${call.flowName} v${call.version}`} quiet />,
  },
  last: {
    label: 'Last step',
    width: 160,
    share: true,
    cell: (call) => (
      <span className={clsx(call.broken && 'text-bad')}>
        <Whole text={call.last} />
      </span>
    ),
  },
  keys: {
    label: 'Pressed',
    width: 120,
    cell: ({ keys }) => (
      <span className="font-mono text-[13px]">
        <Whole text={(keys ?? []).join(' · ')} />
      </span>
    ),
  },
  tags: { label: 'Tags', width: 110, share: true, cell: ({ tags }) => <CallTags tags={tags} /> },
  problems: {
    label: 'Problems',
    width: 160,
    cell: ({ problems }) => (
      <span className="text-bad">
        <Whole text={(problems ?? []).map(problemWords).join(', ')} />
      </span>
    ),
  },
  cost: {
    label: 'Cost',
    width: 96,
    right: true,
    cell: ({ bill }) => (bill?.debit === undefined ? '' : `${bill.currency ?? ''} ${bill.debit}`.trim()),
  },
  time: {
    label: 'Time',
    width: 118,
    right: true,
    cell: ({ startedAt }, now) => (
      <time dateTime={startedAt} title={exactly(startedAt)} className="relative z-1 text-soft">
        {briefly(startedAt, new Date(now))}
      </time>
    ),
  },
  length: { label: 'Length', width: 66, right: true, cell: (call, now) => lengthOf(call, now) },
} as const satisfies Record<string, Column>

export type ColumnName = keyof typeof columns

export const columnNames: readonly ColumnName[] = [
  'number',
  'direction',
  'where',
  'outcome',
  'flow',
  'last',
  'keys',
  'tags',
  'problems',
  'cost',
  'time',
  'length',
]
export const usualColumns: readonly ColumnName[] = ['where', 'flow', 'last', 'tags', 'time', 'length']

export function columnOf(name: ColumnName): Column {
  return columns[name]
}

export function outcomeOf({ phase, disposition }: CallRow): string {
  return phase === 'over' ? outcomeWords(disposition ?? 'completed') : 'on the line'
}

/** Where a call is, or how it ended and where. */
function whereOf(call: CallRow): string {
  if (call.phase !== 'over') return call.where ?? 'ringing'
  return call.where === null ? outcomeOf(call) : `${outcomeOf(call)} · ${call.where}`
}

export function lengthOf({ startedAt, endedAt }: CallRow, now: number): string {
  return length((endedAt === null ? now : Date.parse(endedAt)) - Date.parse(startedAt))
}

function Whole({ text, quiet }: { text: string; quiet?: boolean }) {
  return (
    <span title={text} className={clsx('block truncate', quiet && 'text-soft')}>
      {text}
    </span>
  )
}

const mostTags = 2

/** The first of its tags; how many more there are. */
export function CallTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null
  const more = tags.slice(mostTags)
  return (
    <span className="flex min-w-0 items-center gap-1">
      {tags.slice(0, mostTags).map((tag) => (
        <Pill key={tag} className="min-w-0 max-w-40">
          <span className="truncate" title={tag}>
            {tag}
          </span>
        </Pill>
      ))}
      {more.length > 0 ? (
        <span title={more.join(', ')} className="text-xs text-soft">
          +{more.length}
        </span>
      ) : null}
    </span>
  )
}
