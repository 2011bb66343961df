import type { Actor, Context, House } from './context'
import { enter } from './context'
import { noWorkspace, signInFirst } from './refusals'
import type { Ability } from './roles'

/** One request before it is known what it wants: who asks (null: nobody who signed in), in which workspace. */
export type Visit = {
  house: House
  actor: Actor | null
  /** Null: in none, or in none that the actor belongs to. */
  place: Place | null
  /** The IP address that it comes from; empty if from within. */
  address: string
  /** Who asks and where, looked up anew: a stream lives longer than what its viewer may see. */
  again: () => Promise<Visit>
}

/** A workspace, and what whoever asks may do in it. */
export type Place = { workspaceId: string; slug: string; abilities: ReadonlySet<Ability> }

/** The request as the workspace's use-cases want it. Throws a `UserError` where it is in no workspace of the actor's. */
export function contextOf({ house, actor, place, address }: Visit): Context {
  if (actor === null) throw signInFirst()
  if (place === null) throw noWorkspace()
  const { workspaceId, abilities } = place
  return { workspaceId, deps: enter(house, workspaceId), actor, abilities, address, person: actor.name }
}
