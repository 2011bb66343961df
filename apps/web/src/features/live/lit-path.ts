import type { FlowDocument } from '@patchbay/flow/document'
import type { Outputs } from '../../app/trpc'
import type { Marks } from '../editor/flow-picture'

type Events = Outputs['calls']['get']['events']

/** What a call has walked of its own version: its blocks and lines are lit, and the block that it is at stands out. Pure. */
export function litPath(document: FlowDocument, events: Events, at: string | null): Marks {
  const marks = new Map<string, 'lit' | 'here'>()
  const lines = new Map(Object.entries(document.edges).map(([id, { from, exit }]) => [`${from} ${exit}`, id]))
  for (const { trace } of events)
    for (const entry of trace) {
      if (!('flow' in entry) || entry.flow === undefined) {
        if (entry.type === 'entered') marks.set(entry.node, 'lit')
        const line = entry.type === 'left' ? lines.get(`${entry.node} ${entry.exit}`) : undefined
        if (line !== undefined) marks.set(line, 'lit')
      }
    }
  if (at !== null) marks.set(at, 'here')
  return marks
}
