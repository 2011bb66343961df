import type { Actor, House } from './context'
import { personHeader, readPerson } from './inputs'
import { findPlace } from './people/find-place'
import type { Visit } from './visit'

/** What a request says of itself, in the server's words. */
export type Arrival = {
  headers: { [name: string]: string | string[] | undefined }
  /** The workspace that its address names. */
  workspace: string | undefined
  /** The IP address that it comes from. */
  address: string
  /** Whether it can only have come from this machine. */
  fromHere: boolean
}

export type Reception = (arrival: Arrival) => Promise<Visit>

/** The person whom a request's cookies name, or null. */
export type PersonOf = (headers: Arrival['headers']) => Promise<{ id: string; name: string; email: string } | null>

/**
 * Finds out who asks, and in which workspace. `localUser` is the person who is signed in without ceremony on this machine, if that is
 * allowed; what they call themselves there stands in a header, since nobody else could say it.
 */
export function createReception(
  house: House,
  { personOf, localUser }: { personOf: PersonOf; localUser: string | null },
): Reception {
  const meet: Reception = async (arrival) => {
    const { headers, workspace, address, fromHere } = arrival
    const person = await personOf(headers)
    const actor: Actor | null = person
      ? { kind: 'person', ...person }
      : localUser !== null && fromHere
        ? { kind: 'person', id: localUser, name: readPerson(headers[personHeader]), email: '', local: true }
        : null
    const place = actor === null ? null : await findPlace(house, actor.id, workspace)
    return { house, actor, place, address, again: () => meet(arrival) }
  }
  return meet
}
