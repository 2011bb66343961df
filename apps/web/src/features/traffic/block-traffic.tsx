import type { FlowNode } from '@patchbay/flow/document'
import { IconButton } from '@patchbay/ui/icon-button'
import { ArrowRight, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { type CallsLink, callsLink, choiceOf } from '../../app/calls-link'
import { exitsOf, nameOf } from '../editor/flow-index'
import { count, share, stay } from './traffic-words'
import type { BlockTraffic } from './version-traffic'

/** All that is counted of one block, with the calls behind it where the log can tell them apart. */
export function BlockTrafficPanel({
  id,
  node,
  traffic,
  calls,
  onClose,
}: {
  id: string
  node: FlowNode
  traffic: BlockTraffic
  /** The calls of this version and period. */
  calls: CallsLink & { flow: string }
  onClose: () => void
}) {
  const { times, drops, exits, medianMs, problems } = traffic
  const { flow: flowId, version, ...anyFlow } = calls
  // What is typed at a private block can be found by nobody.
  const chosen = (key: string) =>
    node.config.private === true ? null : callsLink({ ...anyFlow, chose: choiceOf({ flowId, version, node: id, key }) })
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
            <BehindIt to={drops > 0 ? callsLink({ ...calls, outcome: 'caller-hung-up' }) : null}>
              Hung up there
            </BehindIt>
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
            label={<BehindIt to={key !== undefined && exits[name] ? chosen(key) : null}>{label}</BehindIt>}
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

function BehindIt({ to, children }: { to: string | null; children: ReactNode }) {
  return to === null ? (
    children
  ) : (
    <Link href={to} className="inline-flex items-center gap-1 text-block-middle underline">
      {children}
      <ArrowRight aria-hidden size={13} />
    </Link>
  )
}
