import type { FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { createStore, del, entries, set } from 'idb-keyval'
import { z } from 'zod'
import { useSession } from '../../app/session'

/** What was drawn and not saved yet, on this device: the document, and what it was based on. */
export type KeptDraft = { revision: number; base: FlowDocument; document: FlowDocument }

const keptSchema = z.object({
  flowId: z.string(),
  /** Whose it is: nobody else saves it as theirs. */
  person: z.string(),
  at: z.number(),
  revision: z.number().int(),
  base: z.unknown(),
  document: z.unknown(),
})

const lockName = (windowId: string) => `patchbay-draft:${windowId}`

/** This window, until it is loaded anew. */
export const windowId = crypto.randomUUID()

let opened: ReturnType<typeof createStore> | undefined
const store = () => {
  opened ??= createStore('patchbay', 'drafts')
  return opened
}

/** As long as this window lives it holds a lock, so that others leave alone what it keeps. */
function live(): void {
  void navigator.locks?.request(lockName(windowId), () => new Promise<never>(() => {})).catch(() => {})
}
live()

function personId(): string {
  return useSession.getState().person?.id ?? ''
}

/** Keeps a flow's unsaved draft in the browser, under this window; null once there is none any more. Never throws. */
export async function keepDraft(flowId: string, draft: KeptDraft | null): Promise<void> {
  const key = `${flowId}:${windowId}`
  try {
    if (draft) await set(key, { ...draft, flowId, person: personId(), at: Date.now() }, store())
    else await del(key, store())
  } catch {
    // A browser that keeps nothing (a private window, a full disk): the draft is in this window alone.
  }
}

/**
 * The newest draft of a flow that was kept for this person by this window, or by one that is not open any more: after a reload, a crash,
 * or a lost battery. It is this window's from now on. Null where there is none, or none that can be read.
 */
export async function adoptDraft(flowId: string): Promise<KeptDraft | null> {
  try {
    const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name) ?? [])
    const orphans = (await entries<string, unknown>(store())).flatMap(([key, value]) => {
      const kept = keptSchema.safeParse(value)
      const owner = String(key).split(':')[1] ?? ''
      const free = owner === windowId || !held.has(lockName(owner))
      const mine = kept.success && kept.data.flowId === flowId && kept.data.person === personId()
      return mine && free ? [{ key, ...kept.data }] : []
    })
    orphans.sort((one, other) => other.at - one.at)
    for (const { key, revision, base, document } of orphans) {
      await del(key, store())
      const [from, drawn] = [readDocument(base), readDocument(document)]
      if (!from.ok || !drawn.ok) continue
      const draft = { revision, base: from.document, document: drawn.document }
      await keepDraft(flowId, draft)
      return draft
    }
  } catch {
    // No IndexedDB here, so nothing was kept.
  }
  return null
}
