import { IconTile } from '@patchbay/ui/icon-tile'
import { Kbd } from '@patchbay/ui/kbd'
import { inputLook } from '@patchbay/ui/text-input'
import { clsx } from 'clsx'
import { ChevronRight, CornerDownRight, Ellipsis, type LucideIcon, Plus, Waypoints } from 'lucide-react'
import { memo, useState } from 'react'
import { useEditor, useFlow } from './editor-context'
import { nameOf } from './flow-index'
import { spokenRow } from './outline-labels'
import type { OutlineRow } from './outline-rows'
import { tileOf } from './type-tile'
import { rowElementId } from './use-outline'

/** Rows deeper than this stand no further in, so that their names have room; their level is written instead. */
const deepestIndent = 8
const indent = 10

export type RowTasks = {
  move: (row: OutlineRow) => void
  toggle: (row: OutlineRow) => void
  enter: (row: OutlineRow) => void
  addAfter: (row: OutlineRow) => void
  more: (row: OutlineRow, button: Element) => void
  renamed: (id: string, name: string | null) => void
}

export type OutlineRowProps = {
  row: OutlineRow
  /** Undefined where nothing stands below it. */
  expanded: boolean | undefined
  active: boolean
  renaming: boolean
  top: number
  height: number
  tasks: RowTasks
}

/** One row of the outline. Its buttons are for the pointer; keys do the same on the row itself. */
export const OutlineRowView = memo(function OutlineRowView(props: OutlineRowProps) {
  const { row, expanded, active, renaming, top, height, tasks } = props
  const { narrow, mayDraw } = useEditor()
  const label = useFlow((state) => spokenRow(row, state.document, state.problemsOf))
  const own = row.kind === 'block' ? row.id : null
  const selected = useFlow((state) => own !== null && state.selection.nodes.includes(own))
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys of all its rows
    <div
      id={rowElementId(row.key)}
      role="treeitem"
      tabIndex={active ? 0 : -1}
      aria-label={label}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={expanded}
      aria-selected={selected}
      onClick={() => tasks.move(row)}
      style={{ top, height, paddingLeft: Math.min(row.level - 1, deepestIndent) * indent }}
      className={clsx(
        'group absolute inset-x-0 flex cursor-default items-center gap-1.5 rounded-md pr-1 -outline-offset-2',
        selected ? 'bg-block-middle/10' : 'hover:bg-bg',
      )}
    >
      {expanded === undefined ? (
        <span className="w-6 shrink-0" />
      ) : (
        <RowButton
          label={`${expanded ? 'Close' : 'Open'} ${row.name}`}
          icon={ChevronRight}
          className={clsx('size-6', expanded && '[&>svg]:rotate-90')}
          onPress={() => tasks.toggle(row)}
        />
      )}
      {row.level > deepestIndent + 1 ? (
        <span aria-hidden className="shrink-0 text-[11px] text-faint tabular-nums">
          {row.level}
        </span>
      ) : null}
      {renaming && row.kind === 'block' ? (
        <NameField id={row.id} onDone={(name) => tasks.renamed(row.id, name)} />
      ) : (
        <RowWords row={row} expanded={expanded} />
      )}
      <span className={clsx('ml-auto shrink-0', narrow || active ? 'flex' : 'hidden group-hover:flex')}>
        {row.kind === 'exit' && mayDraw ? (
          <RowButton label={`Choose where it leads: ${row.name}`} icon={Waypoints} onPress={() => tasks.enter(row)} />
        ) : null}
        {row.kind === 'block' && mayDraw ? (
          <>
            <RowButton label={`Add a block after ${row.name}`} icon={Plus} onPress={() => tasks.addAfter(row)} />
            <RowButton
              label={`More for ${row.name}`}
              icon={Ellipsis}
              popup="menu"
              onPress={(button) => tasks.more(row, button)}
            />
          </>
        ) : null}
        {row.kind === 'reference' ? (
          <RowButton label={`Go to ${row.name}`} icon={CornerDownRight} onPress={() => tasks.enter(row)} />
        ) : null}
      </span>
    </div>
  )
})

function RowWords({ row, expanded }: { row: OutlineRow; expanded: boolean | undefined }) {
  const own = row.kind === 'block' ? row.id : row.kind === 'exit' && !expanded ? row.to : null
  const type = useFlow((state) => (row.kind === 'block' ? state.document.nodes[row.id]?.block : undefined))
  const target = useFlow((state) => {
    const node = own === null ? undefined : state.document.nodes[own]
    return node ? nameOf(node) : null
  })
  const troubled = useFlow((state) => row.kind === 'block' && state.problemsOf.has(row.id))
  switch (row.kind) {
    case 'apart':
      return (
        <span className="truncate text-[11px] font-semibold tracking-wider text-faint uppercase">Not connected</span>
      )
    case 'reference':
      return <span className="truncate text-[13px] text-soft">→ {row.name}</span>
    case 'block':
      return (
        <>
          <IconTile {...tileOf(type ?? '')} />
          <span className="min-w-0 truncate font-semibold">{row.name}</span>
          {troubled ? <span aria-hidden className="size-2 shrink-0 rounded-full bg-bad" /> : null}
        </>
      )
    case 'exit': {
      const open = row.to === null && !row.exit.optional
      return (
        <>
          {row.exit.key === undefined ? null : <Kbd>{row.exit.key}</Kbd>}
          <span className={clsx('min-w-0 truncate text-[13px]', open ? 'text-bad' : 'text-soft')}>
            {row.name}
            {row.to !== null && target !== null ? ` → ${target}` : null}
            {open ? ': nowhere yet' : null}
          </span>
        </>
      )
    }
  }
}

type RowButtonProps = {
  label: string
  icon: LucideIcon
  onPress: (button: Element) => void
  popup?: 'menu'
  className?: string
}

function RowButton({ label, icon: Icon, onPress, popup, className }: RowButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      aria-haspopup={popup}
      title={label}
      onClick={(event) => {
        event.stopPropagation()
        onPress(event.currentTarget)
      }}
      className={clsx(
        'grid shrink-0 place-items-center rounded-md text-soft hover:bg-line hover:text-ink',
        className ?? 'size-7',
      )}
    >
      <Icon aria-hidden size={15} />
    </button>
  )
}

/** The name of a block while it is changed. Enter keeps what was typed, Escape does not. */
function NameField({ id, onDone }: { id: string; onDone: (name: string | null) => void }) {
  const was = useFlow((state) => state.document.nodes[id]?.name ?? '')
  const [typed, setTyped] = useState(was)
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: it takes the place of the row's name, which was just asked for
      autoFocus
      aria-label="Name of the block"
      value={typed}
      maxLength={80}
      autoComplete="off"
      onClick={(event) => event.stopPropagation()}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => onDone(typed)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') onDone(typed)
        if (event.key === 'Escape') onDone(null)
      }}
      className={`${inputLook} h-7`}
    />
  )
}
