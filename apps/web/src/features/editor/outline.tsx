import { Button } from '@patchbay/ui/button'
import { Menu } from '@patchbay/ui/menu'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Pencil, Plus, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useEditor } from './editor-context'
import { useOutlineKeys } from './outline-keys'
import { OutlineQuestion } from './outline-question'
import { OutlineRowView, type RowTasks } from './outline-row'
import type { OutlineRow } from './outline-rows'
import { useOutlineTasks } from './outline-tasks'
import { outlineAddId, useOutline } from './use-outline'

/** As tall as a finger on a phone, and as a line of text elsewhere; in pixels. */
const rowHeight = { narrow: 44, wide: 32 }

/**
 * The flow as a tree in which it can be made, wired and changed without a pointer. Only the rows in sight are drawn, and
 * the one with focus, however large the flow.
 */
export function Outline() {
  const { narrow, mayDraw } = useEditor()
  const outline = useOutline()
  const tasks = useOutlineTasks(outline)
  const onKeyDown = useOutlineKeys(outline, tasks)
  const [menu, setMenu] = useState<{ row: OutlineRow; x: number; y: number } | null>(null)
  const chosen = useRef<(() => void) | null>(null)
  const { rows, active, place } = outline

  const rowTasks = useRowTasks({
    move: outline.move,
    toggle: (row) => {
      if (outline.expanded(row)) outline.close(row.key)
      else outline.open(row.key)
      outline.focus(row.key)
    },
    enter: (row) => {
      outline.focus(row.key)
      tasks.enter(row)
    },
    addAfter: (row) => {
      outline.focus(row.key)
      tasks.addAfter(row)
    },
    more: (row, button) => {
      outline.focus(row.key)
      const { left, bottom } = button.getBoundingClientRect()
      setMenu({ row, x: left, y: bottom })
    },
    renamed: (id, name) => {
      // A press elsewhere has taken focus already, and keeps it.
      const stays = document.activeElement?.closest('[role="treeitem"]') != null
      tasks.renamed(id, name)
      if (stays) outline.focus(id)
    },
  })

  const scroller = useRef<HTMLDivElement>(null)
  const height = narrow ? rowHeight.narrow : rowHeight.wide
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: useCallback((index: number) => rows[index]?.key ?? index, [rows]),
    overscan: 10,
    // Focus stays on its row also where that has scrolled out of sight.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan)
      const last = Math.min(count - 1, endIndex + overscan)
      const range = Array.from({ length: last - first + 1 }, (_, index) => first + index)
      if (place < 0 || (place >= first && place <= last)) return range
      return place < first ? [place, ...range] : [...range, place]
    },
  })
  useEffect(() => {
    if (place >= 0) list.scrollToIndex(place, { align: 'auto' })
  }, [place, list])

  /** Done when the menu has closed, so that focus stays where the task puts it. */
  const after = (task: (row: OutlineRow) => void) => () => {
    chosen.current = () => menu && task(menu.row)
  }

  return (
    <section aria-label="Outline" className="flex min-h-0 flex-1 flex-col bg-panel">
      {mayDraw ? (
        <div className="flex shrink-0 items-center gap-1 px-3 py-2">
          <Button
            id={outlineAddId}
            size="small"
            icon={Plus}
            aria-haspopup="dialog"
            onClick={() => tasks.addAfter(null)}
          >
            Add a block
          </Button>
        </div>
      ) : (
        <h2 className="px-3 py-2 font-semibold">Outline</h2>
      )}
      {rows.length === 0 ? (
        <p className="px-3 pb-3 text-[13px] text-soft">
          Nothing is drawn yet.{mayDraw ? ' Begin with “Incoming call” or “Outgoing call”.' : null}
        </p>
      ) : null}
      <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-2 max-md:max-h-[60dvh]">
        {rows.length > 0 ? (
          <div
            role="tree"
            aria-label="Outline of the flow"
            aria-multiselectable
            onKeyDown={onKeyDown}
            className="relative"
            style={{ height: list.getTotalSize() }}
          >
            {list.getVirtualItems().map(({ index, key, start }) => {
              const row = rows[index]
              return row ? (
                <OutlineRowView
                  key={key}
                  row={row}
                  expanded={outline.expanded(row)}
                  active={row.key === active}
                  renaming={row.kind === 'block' && row.id === tasks.renaming}
                  top={start}
                  height={height}
                  tasks={rowTasks}
                />
              ) : null
            })}
          </div>
        ) : null}
      </div>
      {tasks.asked ? <OutlineQuestion asked={tasks.asked} outline={outline} onDone={tasks.answered} /> : null}
      {menu ? (
        <Menu
          open
          onOpenChange={(open) => {
            if (!open) setMenu(null)
          }}
          onClosed={() => {
            if (chosen.current) chosen.current()
            else outline.focus(menu.row.key)
            chosen.current = null
          }}
          trigger={
            <button
              type="button"
              tabIndex={-1}
              aria-label={`More for ${menu.row.name}`}
              className="fixed size-0"
              style={{ left: menu.x, top: menu.y }}
            />
          }
          items={[
            { label: 'Settings', icon: SlidersHorizontal, shortcut: 'Enter', onSelect: after(tasks.settings) },
            { label: 'Rename', icon: Pencil, shortcut: 'F2', onSelect: after(tasks.rename) },
            { label: 'Delete', icon: Trash2, shortcut: 'Delete', danger: true, onSelect: after(tasks.remove) },
          ]}
        />
      ) : null}
    </section>
  )
}

/** The same object for every row at any time, so that a row is drawn anew only for what it shows. */
function useRowTasks(tasks: RowTasks): RowTasks {
  const latest = useRef(tasks)
  latest.current = tasks
  const [stable] = useState<RowTasks>(() => ({
    move: (row) => latest.current.move(row),
    toggle: (row) => latest.current.toggle(row),
    enter: (row) => latest.current.enter(row),
    addAfter: (row) => latest.current.addAfter(row),
    more: (row, button) => latest.current.more(row, button),
    renamed: (id, name) => latest.current.renamed(id, name),
  }))
  return stable
}
