import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import { views } from '@patchbay/blocks/views'
import type { BlockGroup } from '@patchbay/flow/block'
import { IconTile } from '@patchbay/ui/icon-tile'
import { Kbd } from '@patchbay/ui/kbd'
import { TextInput } from '@patchbay/ui/text-input'
import { useState } from 'react'
import { isBlockType } from './flow-index'
import { draggedBlock } from './new-block'
import { paletteSearchId } from './palette-search'
import { useAddBlock } from './use-add-block'

const groups: readonly { group: BlockGroup; title: string }[] = [
  { group: 'start', title: 'Start' },
  { group: 'middle', title: 'Middle' },
  { group: 'logic', title: 'Logic' },
  { group: 'end', title: 'End' },
]

/** The blocks to draw with, by group: drag one onto the canvas, or press it to add it after the selected block. */
export function Palette() {
  const [search, setSearch] = useState('')
  const add = useAddBlock()
  const wanted = search.trim().toLowerCase()
  const found = Object.keys(blocks)
    .filter(isBlockType)
    .filter((type) => `${blocks[type].title} ${blocks[type].about} ${type}`.toLowerCase().includes(wanted))
  const first = found[0]
  return (
    <section aria-label="Blocks" className="min-h-0 flex-1 overflow-y-auto p-3">
      <div className="relative">
        <TextInput
          id={paletteSearchId}
          type="search"
          aria-label="Search blocks"
          placeholder="Search blocks"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setSearch('')
            if (event.key !== 'Enter' || first === undefined) return
            add(first)
            setSearch('')
          }}
        />
        {search === '' ? (
          <span aria-hidden className="pointer-events-none absolute inset-y-0 right-2 flex items-center">
            <Kbd>/</Kbd>
          </span>
        ) : null}
      </div>
      {groups.map(({ group, title }) => {
        const members = found.filter((type) => blocks[type].group === group)
        return members.length === 0 ? null : (
          <div key={group}>
            <h2 className="mx-0.5 mt-4 mb-1 text-[11px] font-semibold tracking-wider text-faint uppercase">{title}</h2>
            <ul>
              {members.map((type) => (
                <li key={type}>
                  <PaletteButton type={type} onAdd={() => add(type)} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
      {found.length === 0 ? <p className="mt-4 text-[13px] text-soft">No block is called that.</p> : null}
    </section>
  )
}

function PaletteButton({ type, onAdd }: { type: BlockType; onAdd: () => void }) {
  const { title, about, group } = blocks[type]
  return (
    <button
      type="button"
      draggable
      title={about}
      aria-label={`Add ${title}`}
      aria-description={about}
      onClick={onAdd}
      onDragStart={(event) => {
        event.dataTransfer.setData(draggedBlock, type)
        event.dataTransfer.effectAllowed = 'copy'
      }}
      className="flex w-full cursor-grab items-center gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-bg active:cursor-grabbing"
    >
      <IconTile icon={views[type].icon} group={group} />
      {title}
    </button>
  )
}
