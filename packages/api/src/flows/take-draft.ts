import { storableJson } from '@patchbay/engine/storable'
import type { FlowDocument } from '@patchbay/flow/document'
import { UserError } from '../user-error'
import { readDraft } from './read-draft'

/** How large a draft may be, in characters of JSON: 10,000 blocks with long prompts still fit. */
export const largestDraft = 3_500_000

/**
 * A document that came from outside, made fit to be kept: lifted to today's format, and without what the database can't
 * hold. It may be unfinished and may hold blocks that this server does not have, but it must be a flow, and not too large.
 */
export function takeDraft(document: unknown): FlowDocument {
  if (sizeOf(document) > largestDraft)
    throw new UserError(
      'PAYLOAD_TOO_LARGE',
      'too-large',
      `This flow is too large to keep: it may have ${largestDraft.toLocaleString('en')} characters.`,
    )
  return readDraft(JSON.parse(storableJson(readDraft(document))))
}

function sizeOf(document: unknown): number {
  try {
    return JSON.stringify(document ?? null).length
  } catch {
    // JSON that was parsed can only fail here by running out of stack.
    throw new UserError('BAD_REQUEST', 'unreadable', 'This flow can’t be read: it is nested too deeply.')
  }
}
