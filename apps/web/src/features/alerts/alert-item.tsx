import { Button } from '@patchbay/ui/button'
import { BellOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { briefly, exactly } from '../../app/moment'
import { useMay } from '../../app/session'
import { type Alert, alertWords, howOften } from './alert-words'
import { MuteForm, type MuteLasts } from './mute-form'

export type AlertItemProps = {
  alert: Alert
  busy: boolean
  onDismiss: () => void
  onMute: (mute: { lasts: MuteLasts; all: boolean }) => void
  onUnmute: () => void
  /** A link was followed: the list need not stay open. */
  onLeave: () => void
}

/** One alert: what happened, how often, where to look, and the ways to be rid of it. */
export function AlertItem({ alert, busy, onDismiss, onMute, onUnmute, onLeave }: AlertItemProps) {
  const [muting, setMuting] = useState(false)
  const runs = useMay('run')
  const { title, advice } = alertWords(alert)
  return (
    <li className="grid gap-1 px-4 py-3">
      <h3 className="font-medium break-words">{title}</h3>
      {advice ? <p className="text-[13px] break-words text-soft">{advice}</p> : null}
      <p className="text-xs text-faint" title={exactly(alert.lastAt)}>
        {howOften(alert, briefly)}
      </p>
      {alert.muted ? (
        <p className="flex items-center gap-1.5 text-xs text-soft">
          <BellOff aria-hidden size={13} className="shrink-0" />
          {alert.muted.until === null ? 'Muted until it is turned on' : `Muted until ${briefly(alert.muted.until)}`}
        </p>
      ) : null}
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[13px]">
        {alert.callId ? (
          <Leading href={`/calls/${alert.callId}`} onLeave={onLeave}>
            Newest call
          </Leading>
        ) : null}
        {alert.code === 'shed' || alert.code === 'low-balance' ? (
          <Leading href={alert.code === 'shed' ? '/settings/workspace' : '/settings/alerts'} onLeave={onLeave}>
            {alert.code === 'shed' ? 'Calls at once' : 'The limit'}
          </Leading>
        ) : null}
        {alert.flow ? (
          <Leading href={`/flows/${alert.flow.id}`} onLeave={onLeave}>
            Open flow
          </Leading>
        ) : null}
        {runs ? (
          <span className="ml-auto flex gap-1.5">
            {alert.muted ? (
              <Button size="small" busy={busy} aria-label={`Turn on: ${title}`} onClick={onUnmute}>
                Turn on
              </Button>
            ) : (
              <Button
                size="small"
                aria-label={`Mute: ${title}`}
                aria-expanded={muting}
                onClick={() => setMuting(!muting)}
              >
                Mute
              </Button>
            )}
            <Button size="small" busy={busy} aria-label={`Dismiss: ${title}`} onClick={onDismiss}>
              Dismiss
            </Button>
          </span>
        ) : null}
      </div>
      {muting && !alert.muted ? (
        <MuteForm
          busy={busy}
          onMute={(mute) => {
            setMuting(false)
            onMute(mute)
          }}
        />
      ) : null}
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
