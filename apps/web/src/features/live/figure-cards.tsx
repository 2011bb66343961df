import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { ago } from '../../app/moment'
import { money } from '../../app/money'
import type { NowStore } from './now-store'

/** How things stand: calls now, steps a second, what broke within the hour, and what is left on the account. */
export function FigureCards({ now }: { now: NowStore }) {
  const calls = useStore(now, (state) => state.calls.length)
  const figures = useStore(now, (state) => state.figures)
  const broken = figures?.broken ?? 0
  const balance = figures?.balance
  return (
    <dl aria-label="Figures" className="grid grid-cols-2 gap-2 sm:gap-3 lg:grid-cols-4">
      <Figure name="On the line" value={String(calls)} tone={calls > 0 ? 'live' : 'plain'} />
      <Figure
        name="Steps a second"
        value={figures ? String(figures.stepsASecond) : '–'}
        note="of the last 10 seconds"
      />
      <Figure
        name="Broken calls"
        value={figures ? String(broken) : '–'}
        note="within the last hour"
        tone={broken > 0 ? 'bad' : 'plain'}
      />
      <Figure
        name="Balance at the carrier"
        value={balance ? money(balance.currency, balance.amount) : '–'}
        note={balance ? [balance.account, `asked ${ago(balance.at)}`].filter(Boolean).join(' · ') : 'not known yet'}
      />
    </dl>
  )
}

const tones = { plain: '', live: 'text-live', bad: 'text-bad' } as const

function Figure({
  name,
  value,
  note,
  tone = 'plain',
}: {
  name: string
  value: ReactNode
  note?: string
  tone?: keyof typeof tones
}) {
  return (
    <div className="rounded-card border border-line bg-panel px-3 py-2 sm:px-4 sm:py-2.5">
      <dt className="text-[13px] text-faint">{name}</dt>
      <dd className={clsx('text-xl leading-7 font-semibold tabular-nums', tones[tone])}>{value}</dd>
      {note ? <dd className="truncate text-xs text-faint">{note}</dd> : null}
    </div>
  )
}
