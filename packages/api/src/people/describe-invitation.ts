import type { Role } from '../roles'
import type { Visit } from '../visit'
import { canSignIn } from './can-sign-in'
import { findInvitation } from './find-invitation'

export type InvitationInfo = {
  workspace: string
  email: string
  role: Role
  invitedBy: string
  /** Whether they have an account already, so that they sign in to join. */
  known: boolean
}

/** What somebody reads who opens their invitation. */
export async function describeInvitation({ house }: Visit, token: string): Promise<InvitationInfo> {
  const { workspace, email, role, invitedBy } = await findInvitation(house.db, token)
  return { workspace: workspace.name, email, role, invitedBy, known: await canSignIn(house.db, email) }
}
