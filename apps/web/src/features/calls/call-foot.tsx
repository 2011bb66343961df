import { CopyButton } from '@patchbay/ui/copy-button'
import { useMay } from '../../app/session'
import type { Outputs } from '../../app/trpc'
import { spanOf } from './gap'
import { ReplayCheck } from './replay-check'
import type { Moment } from './timeline'
import type { WalkedFlows } from './walked-flows'

export type CallFootProps = {
  call: Outputs['calls']['get']['call']
  events: Outputs['calls']['get']['events']
  moments: readonly Moment[]
  flows: WalkedFlows
}

/** What a call cost, its longest silence, and what the carrier calls it. */
export function CallFoot({ call, events, moments, flows }: CallFootProps) {
  const { bill } = call
  const sees = useMay('callers')
  const silence = Math.max(0, ...moments.map(({ gap }) => (gap?.silent ? gap.ms : 0)))
  return (
    <footer className="mt-4 grid gap-3 border-t border-line pt-4">
      {bill?.debit !== undefined ? (
        <dl aria-label="Bill" className="grid grid-cols-3 gap-3 tabular-nums">
          <Fact name="Cost" value={`${bill.currency ?? ''} ${bill.debit}`.trim()} />
          {bill.minutes === undefined ? null : (
            <Fact name="Billed" value={bill.minutes === 1 ? '1 minute' : `${bill.minutes} minutes`} />
          )}
          {bill.rate === undefined ? null : <Fact name="Per minute" value={bill.rate} />}
        </dl>
      ) : null}
      {silence > 0 ? <p className="text-[13px] text-soft">The longest silence was {spanOf(silence)}.</p> : null}
      {call.phase === 'over' && sees ? <ReplayCheck call={call} events={events} flows={flows} /> : null}
      {call.session ? (
        <div className="flex items-center gap-1 text-[13px] text-faint">
          The carrier calls it <code className="font-mono text-xs wrap-anywhere">{call.session}</code>
          <CopyButton text={call.session} label="Copy the session" />
        </div>
      ) : null}
    </footer>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-faint">{name}</dt>
      <dd className="font-medium">{value}</dd>
    </div>
  )
}
