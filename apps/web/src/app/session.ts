import { create } from 'zustand'
import { useExpiry } from './expiry'
import { usePerson } from './person'
import type { Outputs } from './trpc'
import { queryClient, trpcClient } from './trpc'
import { saveAll } from './unsaved'

export type Session = Outputs['session']['get']
export type Ability = NonNullable<Session['place']>['abilities'][number]
export type Role = NonNullable<Session['place']>['role']

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

/**
 * Looks whose browser this is by now. If it is still theirs, the page goes on, and what waited while they were signed out is saved; if
 * nobody's or somebody else's, it asks nothing any more. Rejects where the server can't be reached.
 */
export async function lookWhoIsHere(): Promise<void> {
  const session = await trpcClient.session.get.query()
  const { person } = session
  if (person === null) return useExpiry.setState({ signedOut: true })
  if (person.id !== useSession.getState().person?.id)
    return useExpiry.setState({ signedOut: true, handedOver: person.name || person.email })
  useSession.setState(session)
  if (!useExpiry.getState().signedOut) return
  useExpiry.setState({ signedOut: false })
  await saveAll()
  void queryClient.invalidateQueries()
}

/** Whether whoever is signed in may do this here. What they may not is not offered. */
export function useMay(ability: Ability): boolean {
  return useSession(({ place }) => place?.abilities.includes(ability) ?? false)
}

/** What whoever is here is called; empty for whoever sits at this machine and has not said so. */
export function useMyName(): string {
  const here = usePerson(({ name }) => name)
  const person = useSession((state) => state.person)
  return person && !person.local ? person.name : here
}
