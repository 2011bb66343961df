import { Pill } from '@patchbay/ui/pill'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { ago, exactly } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { type Moment, now } from './use-moment'

/** The draft, then every version and every draft that was kept, newest first. One is looked at. */
export function HistoryList({
  moments,
  chosen,
  onChoose,
}: {
  moments: readonly Moment[]
  chosen: string
  onChoose: (id: string) => void
}) {
  return (
    <ol aria-label="Versions and drafts" className="grid gap-1">
      <Row id={now} chosen={chosen} onChoose={onChoose} title="The draft, now" />
      {moments.map((moment) => (
        <Row
          key={moment.id}
          id={moment.id}
          chosen={chosen}
          onChoose={onChoose}
          title={moment.kind === 'version' ? `v${moment.number}` : 'Draft'}
          at={moment.at}
          person={moment.person}
          note={moment.note}
        >
          {moment.kind === 'version' ? (
            <>
              {moment.numbers.map(({ id, e164 }) => (
                <Pill key={id} dot="live">
                  {writeNumber(e164)}
                </Pill>
              ))}
              {moment.callsNow > 0 ? (
                <Pill tone="live">{moment.callsNow === 1 ? '1 call now' : `${moment.callsNow} calls now`}</Pill>
              ) : null}
            </>
          ) : null}
        </Row>
      ))}
    </ol>
  )
}

function Row({
  id,
  chosen,
  onChoose,
  title,
  at,
  person = '',
  note = '',
  children,
}: {
  id: string
  chosen: string
  onChoose: (id: string) => void
  title: string
  at?: string
  person?: string
  note?: string
  children?: ReactNode
}) {
  return (
    <li>
      <button
        type="button"
        aria-current={chosen === id ? 'true' : undefined}
        onClick={() => onChoose(id)}
        className={clsx(
          'grid w-full gap-0.5 rounded-control px-2.5 py-2 text-left',
          chosen === id ? 'bg-bg ring-1 ring-line' : 'hover:bg-bg/60',
        )}
      >
        <span className="flex items-baseline gap-2">
          <span className="font-semibold">{title}</span>
          {at === undefined ? null : (
            <time dateTime={at} title={exactly(at)} className="ml-auto text-xs whitespace-nowrap text-soft">
              {ago(at)}
            </time>
          )}
        </span>
        {note ? <span className="break-words">{note}</span> : null}
        {person ? <span className="text-xs text-soft">by {person}</span> : null}
        <span className="flex flex-wrap gap-1 empty:hidden">{children}</span>
      </button>
    </li>
  )
}
