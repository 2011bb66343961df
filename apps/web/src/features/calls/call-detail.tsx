import { blocks } from '@patchbay/blocks/blocks'
import { buttonLook } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { IconButton } from '@patchbay/ui/icon-button'
import { Pill } from '@patchbay/ui/pill'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Workflow, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { Link } from 'wouter'
import { Failure } from '../../app/failure'
import { exactly, length, useNow } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { type Outputs, trpc } from '../../app/trpc'
import { MomentItem } from './moment-item'
import { timelineOf } from './timeline'
import { useLiveCall } from './use-live-call'

type Head = Outputs['calls']['get']['call']

/** One call, step by step, as it happens. */
export function CallDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useLiveCall(id)
  const head = query.data?.call
  return (
    <aside
      aria-label="The selected call"
      className="min-h-0 overflow-y-auto border-line bg-panel px-5 pb-4 lg:w-[440px] lg:border-l"
    >
      <div className="sticky top-0 z-1 -mx-5 flex items-start gap-3 border-b border-line bg-panel px-5 py-3">
        <div className="min-w-0 flex-1">{head ? <CallHead call={head} /> : <Skeleton className="h-10 w-56" />}</div>
        <IconButton label="Close this call" icon={X} onClick={onClose} className="-mt-1 -mr-2" />
      </div>
      {query.isError ? <Failure error={query.error} retry={() => void query.refetch()} /> : null}
      {query.data ? <Steps call={query.data.call} events={query.data.events} /> : null}
      {head ? <CallFoot call={head} /> : null}
    </aside>
  )
}

function CallHead({ call }: { call: Head }) {
  const incoming = call.direction === 'incoming'
  const live = call.phase !== 'over'
  const now = useNow(live)
  const end = call.endedAt === null ? now : Date.parse(call.endedAt)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="text-base font-semibold">{writeNumber(incoming ? call.caller : call.called)}</h2>
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

function Steps({ call, events }: { call: Head; events: Outputs['calls']['get']['events'] }) {
  const version = useQuery(
    trpc.flows.version.queryOptions({ versionId: call.versionId }, { staleTime: Number.POSITIVE_INFINITY }),
  )
  const document = version.data?.document
  const moments = useMemo(() => (document ? timelineOf(call, events, blocks, document) : []), [call, events, document])
  const end = useRef<HTMLDivElement>(null)
  const live = call.phase !== 'over'
  const count = moments.length
  useEffect(() => {
    if (live && count > 0) end.current?.scrollIntoView({ block: 'nearest' })
  }, [live, count])
  if (version.isError) return <Failure error={version.error} retry={() => void version.refetch()} />
  return (
    <>
      <ol aria-label="Steps" aria-live="polite" aria-relevant="additions" className="mt-4 grid gap-3">
        {moments.map((moment) => (
          <MomentItem key={moment.key} moment={moment} />
        ))}
      </ol>
      <div ref={end} />
    </>
  )
}

function CallFoot({ call }: { call: Head }) {
  const { bill } = call
  return (
    <footer className="mt-5 grid gap-3 border-t border-line pt-4">
      {bill?.debit !== undefined ? (
        <dl aria-label="Bill" className="grid grid-cols-3 gap-3 tabular-nums">
          <Fact name="Cost" value={`${bill.currency ?? ''} ${bill.debit}`.trim()} />
          {bill.minutes === undefined ? null : (
            <Fact name="Billed" value={bill.minutes === 1 ? '1 minute' : `${bill.minutes} minutes`} />
          )}
          {bill.rate === undefined ? null : <Fact name="Per minute" value={bill.rate} />}
        </dl>
      ) : null}
      {call.session ? (
        <div className="flex items-center gap-1 text-[13px] text-faint">
          The carrier calls it <code className="font-mono text-xs">{call.session}</code>
          <CopyButton text={call.session} label="Copy the session" />
        </div>
      ) : null}
      <div>
        <Link href={`/flows/${call.flowId}`} className={buttonLook()}>
          <Workflow aria-hidden size={16} />
          Open the flow
        </Link>
      </div>
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
