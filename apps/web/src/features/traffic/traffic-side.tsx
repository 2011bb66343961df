import { Select } from '@patchbay/ui/select'
import { Skeleton } from '@patchbay/ui/skeleton'
import { Link } from 'wouter'
import { callsLink } from '../../app/calls-link'
import { Failure } from '../../app/failure'
import type { Period } from '../../app/period'
import { BlockTrafficPanel } from './block-traffic'
import { TrafficCanvas } from './traffic-canvas'
import { TrafficTable } from './traffic-table'
import { count } from './traffic-words'
import { noTraffic, useVersionTraffic } from './version-traffic'

/** One version and where its callers went: as a picture or in a table. */
export function TrafficSide({
  flowId,
  versions,
  versionId,
  onVersion,
  period,
  look,
  chosen,
  onChoose,
  onLook,
}: {
  flowId: string
  versions: ReadonlyArray<{ id: string; number: number }>
  versionId: string
  onVersion: (id: string) => void
  period: Period
  look: 'picture' | 'table'
  /** The block that is told of: the same in both, where two versions stand side by side. */
  chosen: string | null
  onChoose: (node: string | null) => void
  /** Shows a block of the table in the picture. */
  onLook: (node: string) => void
}) {
  const read = useVersionTraffic(versionId, period)
  const number = versions.find(({ id }) => id === versionId)?.number
  const calls = { from: period.from, to: period.to, flow: flowId, ...(number === undefined ? {} : { version: number }) }
  const node = read.kind === 'read' && chosen !== null ? read.document.nodes[chosen] : undefined
  const label = `Where callers went on v${number ?? '?'}`
  return (
    <section aria-label={`Version ${number ?? '?'}`} className="flex min-h-0 min-w-0 flex-col max-lg:min-h-96">
      <div className="flex items-center gap-3 border-b border-line bg-panel px-4 py-2">
        <div className="w-24 shrink-0">
          <Select
            aria-label="Version"
            value={versionId}
            onChange={onVersion}
            options={versions.map((version) => ({ value: version.id, label: `v${version.number}` }))}
          />
        </div>
        {read.kind === 'read' ? (
          <Link href={callsLink(calls)} className="whitespace-nowrap text-soft underline tabular-nums hover:text-ink">
            {read.traffic.calls === 1 ? '1 call' : `${count(read.traffic.calls)} calls`}
          </Link>
        ) : null}
      </div>
      <div className="relative min-h-0 flex-1">
        {read.kind === 'waiting' ? <Skeleton className="m-4 h-64" /> : null}
        {read.kind === 'failed' ? (
          <div className="p-4">
            <Failure error={read.error} retry={read.retry} />
          </div>
        ) : null}
        {read.kind === 'read' && look === 'picture' ? (
          <TrafficCanvas
            key={versionId}
            document={read.document}
            traffic={read.traffic}
            label={label}
            chosen={chosen}
            onChoose={onChoose}
          />
        ) : null}
        {read.kind === 'read' && look === 'table' ? (
          <TrafficTable document={read.document} traffic={read.traffic} label={label} onLook={onLook} />
        ) : null}
        {read.kind === 'read' && look === 'picture' && node && chosen !== null ? (
          <BlockTrafficPanel
            id={chosen}
            node={node}
            traffic={read.traffic.blocks[chosen] ?? noTraffic}
            calls={calls}
            onClose={() => onChoose(null)}
          />
        ) : null}
      </div>
    </section>
  )
}
