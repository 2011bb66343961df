import type { FlowNode } from '@patchbay/flow/document'
import { IconButton } from '@patchbay/ui/icon-button'
import { ArrowRight, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type CallsLink, callsLink } from '../../app/calls-link'
import { exitsOf, nameOf } from '../editor/flow-index'
import { count, share, stay } from './traffic-words'
import type { BlockTraffic } from './version-traffic'

/** All that is counted of one block, with the calls behind it where the log can tell them apart. */
export function BlockTrafficPanel({
  node,
  traffic,
  calls,
  onClose,
}: {
  node: FlowNode
  traffic: BlockTraffic
  /** The calls of this version and period. */
  calls: CallsLink
  onClose: () => void
}) {
  const { times, drops, exits, medianMs, problems } = traffic
  return (
    <section
      aria-label={nameOf(node)}
      className="absolute right-3 bottom-3 z-10 grid max-h-[min(26rem,80%)] w-80 max-w-[calc(100%-24px)] gap-2 overflow-y-auto rounded-card border border-line bg-panel p-3.5 shadow-float"
    >
      <div className="flex items-center gap-2">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{nameOf(node)}</h2>
        <IconButton label="Close" icon={X} onClick={onClose} />
      </div>
      <dl className="grid grid-cols-[1fr_auto_auto] gap-x-3 gap-y-1 tabular-nums">
        <Line label="Reached" n={times} />
        <Line label="by so many calls" n={traffic.calls} />
        <Line
          label={
            drops > 0 ? (
              <BehindIt to={callsLink({ ...calls, outcome: 'caller-hung-up' })}>Hung up there</BehindIt>
            ) : (
              'Hung up there'
            )
          }
          n={drops}
          of={times}
        />
        {problems > 0 ? <Line label="Something went wrong" n={problems} of={times} /> : null}
        <dt className="text-soft">Median stay</dt>
        <dd className="col-span-2 text-right">{stay(medianMs)}</dd>
        {exitsOf(node).map(({ name, label, key }) => (
          <Line
            key={name}
            label={
              key !== undefined && exits[name] ? <BehindIt to={callsLink({ ...calls, key })}>{label}</BehindIt> : label
            }
            n={exits[name] ?? 0}
            of={times}
          />
        ))}
      </dl>
    </section>
  )
}

function Line({ label, n, of }: { label: ReactNode; n: number; of?: number }) {
  return (
    <>
      <dt className="text-soft">{label}</dt>
      <dd className="text-right">{count(n)}</dd>
      <dd className="min-w-10 text-right text-soft">{of === undefined ? '' : share(n, of)}</dd>
    </>
  )
}

function BehindIt({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link href={to} className="inline-flex items-center gap-1 text-block-middle underline">
      {children}
      <ArrowRight aria-hidden size={13} />
    </Link>
  )
}
