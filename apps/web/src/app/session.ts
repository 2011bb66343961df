import { create } from 'zustand'
import type { Outputs } from './trpc'
import { trpcClient } from './trpc'

export type Session = Outputs['session']['get']
export type Ability = NonNullable<Session['place']>['abilities'][number]

/** Who is signed in, and where they are. It is read before anything is drawn. */
export const useSession = create<Session>(() => ({
  person: null,
  place: null,
  workspaces: [],
  firstVisit: false,
  signIn: { password: true, passkey: false, oidc: null, mail: false },
}))

/** Reads it (again). Rejects where the server can't be reached. */
export async function readSession(): Promise<Session> {
  const session = await trpcClient.session.get.query()
  useSession.setState(session)
  return session
}

/** Whether whoever is signed in may do this here. What they may not is not offered. */
export function useMay(ability: Ability): boolean {
  return useSession(({ place }) => place?.abilities.includes(ability) ?? false)
}
