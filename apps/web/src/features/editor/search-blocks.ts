import type { FlowDocument, FlowNode } from '@patchbay/flow/document'
import { nameOf } from './flow-index'

export type Hit = {
  id: string
  name: string
  type: string /** The setting that holds the words, where it is not the name. */
  text: string | null
}

/** Blocks, notes and groups whose name or text holds the words, names first; at most `most`. An empty search finds nothing. */
export function searchBlocks(document: FlowDocument, words: string, most = 30): Hit[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return []
  const [byName, byText]: [Hit[], Hit[]] = [[], []]
  for (const [id, node] of Object.entries(document.nodes)) {
    const name = nameOf(node)
    if (name.toLowerCase().includes(wanted)) byName.push({ id, name, type: node.block, text: null })
    else {
      const text = textsOf(node).find((each) => each.toLowerCase().includes(wanted))
      if (text !== undefined) byText.push({ id, name, type: node.block, text })
    }
    if (byName.length === most) break
  }
  for (const [id, { text }] of Object.entries(document.ui.notes))
    if (text.toLowerCase().includes(wanted)) byText.push({ id, name: 'Note', type: 'note', text })
  for (const [id, { title }] of Object.entries(document.ui.groups))
    if (title.toLowerCase().includes(wanted)) byName.push({ id, name: title, type: 'group', text: null })
  return [...byName, ...byText].slice(0, most)
}

function textsOf({ config }: FlowNode): string[] {
  return Object.values(config).flatMap((value) =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'number'
        ? [String(value)]
        : Array.isArray(value)
          ? value.map(String)
          : [],
  )
}
