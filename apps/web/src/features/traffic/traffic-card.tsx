import { clsx } from 'clsx'
import { BlockFace } from '../editor/block-face'
import type { BlockNode } from '../editor/canvas-nodes'
import { count, share, stay } from './traffic-words'
import type { BlockTraffic } from './version-traffic'

/** Where a fifth of those who came hang up, somebody should look. */
const many = 0.2

/** A block on the canvas of where callers go: how often it was reached, who gave up there, and how long people stayed. */
export function TrafficCard({
  node,
  linked,
  rests,
  traffic,
  selected,
}: BlockNode['data'] & { traffic: BlockTraffic; calls: number; selected: boolean }) {
  const { times, drops, medianMs, exits } = traffic
  return (
    <div className={clsx(times === 0 && 'opacity-55')}>
      <BlockFace
        node={node}
        linked={linked}
        rests={rests}
        selected={selected}
        troubled={traffic.problems > 0}
        aside={
          <span title="Times reached" className="font-semibold tabular-nums">
            {count(times)}
          </span>
        }
        below={
          times === 0 ? null : (
            <p className="mx-3 mb-2 flex gap-3 text-xs tabular-nums">
              <span className={drops / times >= many ? 'font-semibold text-warn' : 'text-soft'}>
                {drops === 0 ? 'nobody hung up' : `${count(drops)} hung up · ${share(drops, times)}`}
              </span>
              <span title="Half of them stayed longer" className="ml-auto text-soft">
                {stay(medianMs)}
              </span>
            </p>
          )
        }
        besideExit={(exit) => {
          const n = exits[exit] ?? 0
          return (
            <span className={clsx('shrink-0 tabular-nums', n > 0 && 'text-ink')}>
              {count(n)}
              {n > 0 ? <span className="text-soft"> · {share(n, times)}</span> : null}
            </span>
          )
        }}
      />
    </div>
  )
}
