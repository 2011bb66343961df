import { Button } from '@patchbay/ui/button'
import { BellRing, Phone } from 'lucide-react'
import type { LegOutcome } from './simulator-control'

export type OtherPhoneProps = {
  /** Who is being rung, in words. */
  title: string
  about: string
  answer: string
  busy: boolean
  onSettle: (outcome: LegOutcome) => void
}

/** A phone that rings, and the four ways in which it can end. */
export function OtherPhone({ title, about, answer, busy, onSettle }: OtherPhoneProps) {
  return (
    <section aria-label={title} className="grid gap-2 rounded-card border border-live/50 bg-live/8 p-3">
      <div className="flex items-center gap-2" role="status">
        <BellRing aria-hidden size={16} className="shrink-0 text-live" />
        <h3 className="font-semibold">{title}</h3>
      </div>
      <p className="text-[13px] text-soft">{about}</p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" variant="primary" icon={Phone} disabled={busy} onClick={() => onSettle('answered')}>
          {answer}
        </Button>
        <Button size="small" disabled={busy} onClick={() => onSettle('busy')}>
          Busy
        </Button>
        <Button size="small" disabled={busy} onClick={() => onSettle('unanswered')}>
          Nobody answers
        </Button>
        <Button size="small" disabled={busy} onClick={() => onSettle('failed')}>
          Fails
        </Button>
      </div>
    </section>
  )
}
