import { clsx } from 'clsx'

export type DotTone = 'live' | 'done' | 'warn' | 'bad' | 'start' | 'middle' | 'logic' | 'end'

const tones: Record<DotTone, string> = {
  live: 'bg-live ring-3 ring-live/25',
  done: 'bg-control',
  warn: 'bg-warn',
  bad: 'bg-bad',
  start: 'bg-block-start',
  middle: 'bg-block-middle',
  logic: 'bg-block-logic',
  end: 'bg-block-end',
}

/** A coloured dot. Colour is never alone: what it means is also in words beside it, or in `label`. */
export function Dot({ tone, label, className }: { tone: DotTone; label?: string; className?: string }) {
  return (
    <span
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      className={clsx('inline-block size-2 shrink-0 rounded-full', tones[tone], className)}
    />
  )
}
