import { Button } from '@patchbay/ui/button'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { briefly, exactly } from '../../app/moment'
import { type Alert, alertWords, howOften } from './alert-words'

export type AlertItemProps = {
  alert: Alert
  busy: boolean
  onDismiss: () => void
  /** A link was followed: the list need not stay open. */
  onLeave: () => void
}

/** One alert: what happened, how often, where to look, and the way to be rid of it. */
export function AlertItem({ alert, busy, onDismiss, onLeave }: AlertItemProps) {
  const { title, advice } = alertWords(alert)
  return (
    <li className="grid gap-1 px-4 py-3">
      <h3 className="font-medium break-words">{title}</h3>
      {advice ? <p className="text-[13px] text-soft">{advice}</p> : null}
      <p className="text-xs text-faint" title={exactly(alert.lastAt)}>
        {howOften(alert, briefly)}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px]">
        {alert.callId ? (
          <Leading href={`/calls/${alert.callId}`} onLeave={onLeave}>
            Newest call
          </Leading>
        ) : null}
        {alert.code === 'shed' ? (
          <Leading href="/settings" onLeave={onLeave}>
            Calls at once
          </Leading>
        ) : null}
        {alert.flow ? (
          <Leading href={`/flows/${alert.flow.id}`} onLeave={onLeave}>
            Open flow
          </Leading>
        ) : null}
        <Button size="small" className="ml-auto" busy={busy} aria-label={`Dismiss: ${title}`} onClick={onDismiss}>
          Dismiss
        </Button>
      </div>
    </li>
  )
}

function Leading({ href, onLeave, children }: { href: string; onLeave: () => void; children: ReactNode }) {
  return (
    <Link href={href} onClick={onLeave} className="rounded-md text-block-middle underline hover:text-ink">
      {children}
    </Link>
  )
}
