import { z } from 'zod'
import { documentLimits, documentSchema, documentVersion, type FlowDocument } from './document'

type Lift = (older: Record<string, unknown>) => Record<string, unknown>

/** Step n lifts a document of version n to n + 1. A shipped step is never edited: documents out there went through it. */
const lifts: Record<number, Lift> = {
  // Notes and groups came with version 2.
  1: (older) => ({
    ...older,
    version: 2,
    ui: typeof older.ui === 'object' ? { ...older.ui, notes: {}, groups: {} } : older.ui,
  }),
  // Settings of numbers and a language of prompts came with version 3.
  2: (older) => ({ ...older, version: 3, settings: {}, language: 'en' }),
}

const versioned = z.looseObject({ version: z.number().int().min(1) })

export type ReadDocument = { ok: true; document: FlowDocument } | { ok: false; message: string }

/**
 * Reads anything that claims to be a flow: checks its version, lifts it to today's, and checks its shape as a draft.
 * Never throws; `message` is one sentence that says where the fault is.
 */
export function readDocument(input: unknown): ReadDocument {
  const head = versioned.safeParse(input)
  if (!head.success) return { ok: false, message: 'This is not a flow: it has no "version" number.' }
  if (nestedDeeper(input, documentLimits.depth))
    return { ok: false, message: 'This flow can’t be read: it is nested too deeply.' }
  if (head.data.version > documentVersion)
    return {
      ok: false,
      message: `This flow has format version ${head.data.version}; this Patchbay reads up to ${documentVersion}. Update Patchbay first.`,
    }
  let current: Record<string, unknown> = head.data
  for (let version = head.data.version; version < documentVersion; version++) {
    const lift = lifts[version]
    if (!lift)
      return { ok: false, message: `This flow has format version ${version}, which nothing can read any more.` }
    current = lift(current)
  }
  const parsed = documentSchema.safeParse(current)
  if (parsed.success) return { ok: true, document: parsed.data }
  const issue = parsed.error.issues[0]
  const where = issue?.path.length ? ` at ${issue.path.join('.')}` : ''
  return { ok: false, message: `This flow can't be read${where}: ${issue?.message ?? 'it has another shape'}.` }
}

/** Whether lists and objects stand in each other more than `most` deep. What reads it afterwards recurs. */
function nestedDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some((part) => nestedDeeper(part, most - 1))
}
