import { Pill } from '@patchbay/ui/pill'
import { exactly, length, useNow } from '../../app/moment'
import { otherEnd, writeNumber } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'

/** Who called whom, on which version, when and for how long. */
export function CallHead({ call }: { call: Outputs['calls']['get']['call'] }) {
  const incoming = call.direction === 'incoming'
  const live = call.phase !== 'over'
  const now = useNow(live)
  const end = call.endedAt === null ? now : Date.parse(call.endedAt)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-base font-semibold">{writeNumber(otherEnd(call))}</h2>
        {live ? (
          <Pill dot="live" tone="live">
            On the line
          </Pill>
        ) : null}
      </div>
      <p className="text-soft">
        {incoming ? `to ${writeNumber(call.called)}` : `we rang ${call.caller ? `as ${writeNumber(call.caller)}` : ''}`}{' '}
        · {call.flowName} v{call.version}
      </p>
      <p className="text-[13px] text-faint tabular-nums">
        <time dateTime={call.startedAt}>{exactly(call.startedAt)}</time> · {length(end - Date.parse(call.startedAt))}
      </p>
      {call.tags.length > 0 ? (
        <ul aria-label="Tags" className="mt-1 flex flex-wrap gap-1">
          {call.tags.map((tag) => (
            <li key={tag} className="min-w-0 max-w-full">
              <Pill className="max-w-full">
                <span className="truncate" title={tag}>
                  {tag}
                </span>
              </Pill>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
