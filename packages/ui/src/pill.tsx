import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Dot, type DotTone } from './dot'

export type PillProps = {
  children: ReactNode
  /** Puts a dot of this meaning in front. */
  dot?: DotTone
  tone?: 'plain' | 'live' | 'warn' | 'bad'
  className?: string
}

const tones = {
  plain: 'border-line text-soft',
  live: 'border-live/40 text-live',
  warn: 'border-warn/40 text-warn',
  bad: 'border-bad/40 text-bad',
} as const

/** A small fact about something: "Live v3", "2 problems". */
export function Pill({ children, dot, tone = 'plain', className }: PillProps) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full border px-2.5 py-px text-xs whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {dot ? <Dot tone={dot} /> : null}
      {children}
    </span>
  )
}
