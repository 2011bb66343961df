import { formatDistanceToNowStrict } from 'date-fns'
import { useEffect, useState } from 'react'

const clockFormat = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const exactClockFormat = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const dayFormat = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const exactFormat = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'full',
  timeStyle: 'medium',
})

/** Hours, minutes and seconds in the reader's zone. `iso` is ISO 8601. */
export function exactClock(iso: string): string {
  return exactClockFormat.format(new Date(iso))
}

/** Day and time to the second, in words, with the zone's own name. */
export function exactly(iso: string): string {
  return exactFormat.format(new Date(iso))
}

/** “just now”, “14:02” today, “3 Nov 14:02” before. */
export function briefly(iso: string, now = new Date()): string {
  const at = new Date(iso)
  if (Math.abs(now.getTime() - at.getTime()) < 60_000) return 'just now'
  const clock = clockFormat.format(at)
  return at.toDateString() === now.toDateString() ? clock : `${dayFormat.format(at)} ${clock}`
}

/** “4 minutes ago”. */
export function ago(iso: string): string {
  const at = new Date(iso)
  return Date.now() - at.getTime() < 45_000 ? 'just now' : formatDistanceToNowStrict(at, { addSuffix: true })
}

/** Milliseconds as people read a clock: `1:48`, `1:02:05`. */
export function length(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** The time now, told anew every `every` milliseconds while `running`. */
export function useNow(running: boolean, every = 1_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [running, every])
  return now
}
