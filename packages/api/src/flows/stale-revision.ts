import { UserError } from '../user-error'
import { readDraft } from './read-draft'

/** Somebody saved since: what they saved is in `details`. */
export function staleRevision(flow: {
  name: string
  revision: number
  draft: unknown
  updatedAt: Date
  savedBy: string
}): UserError {
  return new UserError(
    'CONFLICT',
    'stale-revision',
    `“${flow.name}” was changed in another place meanwhile. Load that version, or save yours over it.`,
    {
      revision: flow.revision,
      document: readDraft(flow.draft),
      updatedAt: flow.updatedAt.toISOString(),
      savedBy: flow.savedBy,
    },
  )
}
