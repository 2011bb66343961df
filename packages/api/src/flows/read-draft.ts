import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { UserError } from '../user-error'

/** A document as it came, made sure of. */
export function readDraft(input: unknown): FlowDocument {
  const read = readDocument(input)
  if (!read.ok) throw new UserError('BAD_REQUEST', 'unreadable', read.message)
  return read.document
}

/** A stored document; one that can't be read (which no save lets in) shows as an empty canvas in lists. */
export function readStored(stored: unknown): FlowDocument {
  const read = readDocument(stored)
  return read.ok ? read.document : emptyDocument()
}
