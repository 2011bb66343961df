import type { FlowDocument } from '@patchbay/flow/document'
import { Cell, HeadCell, Row, Table } from '@patchbay/ui/table'
import { exitsOf, nameOf } from '../editor/flow-index'
import { count, share, stay } from './traffic-words'
import { noTraffic, type VersionTraffic } from './version-traffic'

/** The same as the canvas, in a table: the blocks that were reached most often first. */
export function TrafficTable({
  document,
  traffic,
  label,
  onLook,
}: {
  document: FlowDocument
  traffic: VersionTraffic
  label: string
  onLook: (node: string) => void
}) {
  const rows = Object.entries(document.nodes)
    .map(([id, node]) => ({ id, node, of: traffic.blocks[id] ?? noTraffic }))
    .toSorted((a, b) => b.of.times - a.of.times)
  return (
    <div className="size-full min-h-0 overflow-auto p-4">
      <Table aria-label={label}>
        <thead>
          <tr>
            <HeadCell>Block</HeadCell>
            <HeadCell className="text-right">Reached</HeadCell>
            <HeadCell className="text-right">By calls</HeadCell>
            <HeadCell className="text-right">Hung up there</HeadCell>
            <HeadCell className="text-right">Median stay</HeadCell>
            <HeadCell>Went on by</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, node, of }) => (
            <Row key={id}>
              <Cell>
                <button
                  type="button"
                  title="Show it in the picture"
                  onClick={() => onLook(id)}
                  className="text-left font-semibold hover:underline"
                >
                  {nameOf(node)}
                </button>
              </Cell>
              <Cell className="text-right">{count(of.times)}</Cell>
              <Cell className="text-right">{count(of.calls)}</Cell>
              <Cell className="text-right whitespace-nowrap">
                {count(of.drops)} {of.drops > 0 ? <span className="text-soft">{share(of.drops, of.times)}</span> : null}
              </Cell>
              <Cell className="text-right whitespace-nowrap">{stay(of.medianMs)}</Cell>
              <Cell className="min-w-52 text-soft">
                {exitsOf(node)
                  .filter(({ name }) => of.exits[name] !== undefined)
                  .map(({ name, label: words }) => `${words}: ${count(of.exits[name] ?? 0)}`)
                  .join(' · ') || '–'}
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </div>
  )
}
