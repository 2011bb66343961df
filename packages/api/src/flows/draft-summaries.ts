import type { Db } from '@patchbay/db/client'
import { readStored } from './read-draft'
import { type DraftSummary, summarizeDraft } from './summarize-draft'

const keptSummaries = 2_000

/** A draft of one revision never changes, so what was said of it once stays true. */
const kept = new Map<string, DraftSummary>()

/** What lists show of these flows' drafts; only drafts that were saved since the last time are read. */
export async function draftSummaries(
  db: Db,
  flows: ReadonlyArray<{ id: string; revision: number }>,
): Promise<Map<string, DraftSummary>> {
  const key = (flow: { id: string; revision: number }) => `${flow.id}:${flow.revision}`
  const missing = flows.filter((flow) => !kept.has(key(flow)))
  if (missing.length > 0) {
    const drafts = await db.flow.findMany({
      where: { id: { in: missing.map((flow) => flow.id) } },
      select: { id: true, revision: true, draft: true },
    })
    for (const draft of drafts) kept.set(key(draft), summarizeDraft(readStored(draft.draft)))
  }
  const found = new Map(
    flows.flatMap((flow): Array<[string, DraftSummary]> => {
      const summary = kept.get(key(flow))
      return summary ? [[flow.id, summary]] : []
    }),
  )
  for (const oldest of kept.keys()) {
    if (kept.size <= keptSummaries) break
    kept.delete(oldest)
  }
  return found
}
