import { views } from '@patchbay/blocks/views'
import { IconTile } from '@patchbay/ui/icon-tile'
import { CircleHelp } from 'lucide-react'
import { useFlow } from './editor-context'
import { blockOf, isBlockType, nameOf } from './flow-index'
import { settingsId } from './settings-panel'
import { spokenOrder } from './spoken-order'
import { useReveal } from './use-reveal'

/** The flow as a list, in the order in which callers meet the blocks: what a narrow screen has for the canvas. */
export function BlockList() {
  const document = useFlow((state) => state.document)
  const selected = useFlow((state) => state.selection.nodes)
  const problemsOf = useFlow((state) => state.problemsOf)
  const reveal = useReveal()
  return (
    <section aria-label="List of blocks" className="border-t border-line bg-panel p-2">
      <ol>
        {spokenOrder(document).map((id) => {
          const node = document.nodes[id]
          if (!node) return null
          const view = isBlockType(node.block) ? views[node.block] : undefined
          const summary = view?.summary(node.config)
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={selected.includes(id)}
                onClick={() => {
                  reveal(id)
                  requestAnimationFrame(() => window.document.getElementById(settingsId)?.scrollIntoView())
                }}
                className="flex w-full items-start gap-2.5 rounded-control p-2 text-left aria-pressed:bg-bg"
              >
                <IconTile icon={view?.icon ?? CircleHelp} group={blockOf(node)?.group ?? 'plain'} />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-semibold">{nameOf(node)}</span>
                  {summary ? <span className="line-clamp-2 text-[13px] text-soft">{summary}</span> : null}
                  {problemsOf.has(id) ? (
                    <span className="block text-xs text-bad">{problemsOf.get(id)?.[0]?.message}</span>
                  ) : null}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
