import { views } from '@patchbay/blocks/views'
import type { Exit } from '@patchbay/flow/block'
import type { FlowNode } from '@patchbay/flow/document'
import { IconTile } from '@patchbay/ui/icon-tile'
import { Handle, Position } from '@xyflow/react'
import { clsx } from 'clsx'
import { CircleHelp } from 'lucide-react'
import type { ReactNode } from 'react'
import { linkedSeparator } from './canvas-nodes'
import { blockOf, exitsOf, isBlockType, nameOf } from './flow-index'
import { SpokenWords } from './spoken-words'

/** Lines arrive beside the name, however tall the card is. */
const headerHeight = { top: 22 }

export type BlockFaceProps = {
  node: FlowNode
  /** The exits that lead somewhere, see `CanvasNode`. */
  linked: string
  /** Whether the others may lead nowhere. */
  rests: boolean
  selected?: boolean
  troubled?: boolean
  /** Beside its name, under its head, and at the end of an exit's row: what is counted there. */
  aside?: ReactNode
  below?: ReactNode
  besideExit?: (exit: string) => ReactNode
}

/** What a block looks like on any canvas: its icon and name, what it says, and a row for every way out. */
export function BlockFace({
  node,
  linked,
  rests,
  selected = false,
  troubled = false,
  aside,
  below,
  besideExit,
}: BlockFaceProps) {
  const block = blockOf(node)
  const view = isBlockType(node.block) ? views[node.block] : undefined
  const summary = view?.summary(node.config) ?? null
  const exits = exitsOf(node)
  const led = new Set(linked.split(linkedSeparator))
  return (
    <div
      className={clsx(
        'w-60 rounded-card border bg-panel shadow-card',
        selected ? 'border-focus ring-1 ring-focus' : 'border-line',
      )}
    >
      {block?.group === 'start' ? null : (
        <Handle
          type="target"
          position={Position.Left}
          id="in"
          role="img"
          aria-label={`into ${nameOf(node)}`}
          style={headerHeight}
        />
      )}
      <div className="flex items-center gap-2.5 px-3 pt-2.5 pb-2">
        <IconTile icon={view?.icon ?? CircleHelp} group={block?.group ?? 'plain'} />
        <span className="min-w-0 flex-1 truncate font-semibold">{nameOf(node)}</span>
        {aside}
        {troubled ? <span role="img" aria-label="Has a problem" className="size-2 rounded-full bg-bad" /> : null}
      </div>
      {below}
      {summary === null ? null : (
        <p className="mx-3 mb-2.5 line-clamp-3 text-[13px] break-words text-soft">
          <SpokenWords text={summary} />
        </p>
      )}
      {exits.map((exit) => (
        <ExitRow key={exit.name} exit={exit} led={led.has(exit.name)} rests={rests}>
          {besideExit?.(exit.name)}
        </ExitRow>
      ))}
    </div>
  )
}

function ExitRow({ exit, led, rests, children }: { exit: Exit; led: boolean; rests: boolean; children: ReactNode }) {
  const open = !led && !rests && !exit.optional
  return (
    <div
      className={clsx(
        'relative flex h-[30px] items-center gap-2 border-t border-line px-3 text-[12.5px]',
        open ? 'text-bad' : 'text-soft',
      )}
    >
      {exit.key === undefined ? null : (
        <kbd className="shrink-0 rounded-[5px] border border-line bg-bg px-1.5 font-mono text-xs font-semibold text-ink">
          {exit.key}
        </kbd>
      )}
      <span className="min-w-0 flex-1 truncate">{exit.label}</span>
      {children}
      <Handle
        type="source"
        position={Position.Right}
        id={exit.name}
        role="img"
        aria-label={`exit: ${exit.label}`}
        className={open ? 'open' : led ? 'led' : ''}
      />
    </div>
  )
}
