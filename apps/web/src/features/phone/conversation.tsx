import { spokenText } from '@patchbay/blocks/spoken-text'
import { Kbd } from '@patchbay/ui/kbd'
import { Ear } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { exactClock, exactly } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import type { Entry, PhoneCall } from './simulator-control'

/** What is heard and pressed, as it happens; the newest line stays in sight and is read out. */
export function Conversation({ call }: { call: PhoneCall }) {
  const box = useRef<HTMLDivElement>(null)
  const lines = call.transcript.flatMap((entry, index) => {
    const words = wordsFor(entry, call.direction)
    return words === null ? [] : [{ key: `${index}`, at: entry.at, words }]
  })
  const count = lines.length
  useEffect(() => {
    if (count > 0) box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [count])
  return (
    <div
      ref={box}
      role="log"
      aria-label="What is heard"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="min-h-28 flex-1 overflow-y-auto rounded-card border border-line bg-bg px-3 py-2"
    >
      {count === 0 ? <p className="text-soft">Ringing…</p> : null}
      {lines.map(({ key, at, words }) => (
        <div key={key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-3 py-1">
          <div>{words}</div>
          <time dateTime={at} title={exactly(at)} className="text-xs leading-5 text-faint tabular-nums">
            {exactClock(at)}
          </time>
        </div>
      ))}
    </div>
  )
}

function wordsFor(entry: Entry, direction: PhoneCall['direction']) {
  switch (entry.type) {
    case 'spoken':
      return (
        <p className="flex gap-2">
          <Ear aria-hidden size={15} className="mt-0.5 shrink-0 text-block-middle" />
          <span>“{spokenText(entry.text)}”</span>
        </p>
      )
    case 'keys':
      return (
        <p className="text-soft">
          You pressed <Kbd>{entry.digits}</Kbd>
        </p>
      )
    case 'recording':
      return <p className="text-soft">You left a message of {Math.round(entry.seconds)} s.</p>
    case 'leg':
      return <p className="text-soft">{legWords(entry.outcome, entry.dest)}</p>
    case 'state':
      return entry.state === 'ongoing' ? <p className="text-soft">Answered.</p> : null
    case 'hangup':
      return <p className="text-soft">{hangupWords(entry.by, direction)}</p>
    case 'other':
      return null
  }
}

function hangupWords(by: string, direction: PhoneCall['direction']): string {
  const me = direction === 'incoming' ? 'caller' : 'dest'
  if (by === me || by === 'caller') return 'You hung up.'
  if (by === 'program') return 'The flow hung up.'
  return by === 'dest' ? 'The other side hung up.' : 'The line was cut.'
}

function legWords(outcome: string, dest: string): string {
  const who = dest === '' ? 'The other phone' : dest.startsWith('room:') ? `Room ${dest.slice(5)}` : writeNumber(dest)
  if (outcome === 'ringing') return `${who} rings.`
  if (outcome === 'answered') return `${who} answered.`
  if (outcome === 'busy') return `${who} is busy.`
  if (outcome === 'hung up') return `${who} hung up.`
  if (outcome === 'unanswered') return `${who} does not answer.`
  return `${who}: ${outcome}.`
}
