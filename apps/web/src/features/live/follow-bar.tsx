import { buttonLook } from '@patchbay/ui/button'
import { IconButton } from '@patchbay/ui/icon-button'
import { ListTree, X } from 'lucide-react'
import { Link } from 'wouter'
import { length, useNow } from '../../app/moment'
import { otherEnd, writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import type { Outputs } from '../../app/trpc'
import { HangUpButton } from './hang-up-button'

type Head = Outputs['calls']['get']['call']

/** The call that is followed: who it is, where, for how long, and what happened last. */
export function FollowBar({ call, onClose }: { call: Head; onClose: () => void }) {
  const under = call.phase !== 'over'
  const hangsUp = useMay('operate')
  const now = useNow(under)
  const end = call.endedAt === null ? now : Date.parse(call.endedAt)
  const other = otherEnd(call)
  return (
    <section
      aria-label="The call that is followed"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line bg-panel px-4 py-2.5"
    >
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <strong className="font-semibold tabular-nums">{writeNumber(other)}</strong>
          <span className="min-w-0 truncate">{whereNow(call)}</span>
          <span className="text-soft tabular-nums">{length(end - Date.parse(call.startedAt))}</span>
        </p>
        <p aria-live="polite" className="truncate text-[13px] text-soft">
          {call.last}
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Link href={`/calls/${call.id}`} className={buttonLook()}>
          <ListTree aria-hidden size={16} />
          Its log
        </Link>
        {under && hangsUp ? <HangUpButton callId={call.id} number={other} /> : null}
        <IconButton label="Follow nobody" icon={X} onClick={onClose} />
      </div>
    </section>
  )
}

function whereNow({ phase, hangingUp, where }: Head): string {
  if (phase === 'over') return 'The call is over'
  return hangingUp ? 'is being hung up' : `at ${where ?? 'ringing'}`
}
