import type { Actor, House } from './context'
import { personHeader, readPerson } from './inputs'
import { findKey } from './keys/find-key'
import { keyInHeaders } from './keys/key-text'
import { findPlace } from './people/find-place'
import { keyAndCookie } from './refusals'
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
 * allowed; what they call themselves there stands in a header, since nobody else could say it. A key (`Authorization: Bearer pb_…`) is in its
 * own workspace, and in none where the address names another one. Rejects with a `UserError` where a key can't be used.
 */
export function createReception(
  house: House,
  { personOf, localUser }: { personOf: PersonOf; localUser: string | null },
): Reception {
  const meet: Reception = async (arrival) => {
    const { headers, workspace, address, fromHere } = arrival
    const visit = { house, address, again: () => meet(arrival) }
    const person = await personOf(headers)
    const text = keyInHeaders(headers)
    if (text !== null) {
      // A page can't be made to send a key, but its browser sends cookies by itself: nothing may come of the two together.
      if (person) throw keyAndCookie()
      const { actor, place } = await findKey(house, text)
      return { ...visit, actor, place: workspace === undefined || workspace === place.slug ? place : null }
    }
    const actor: Actor | null = person
      ? { kind: 'person', ...person }
      : localUser !== null && fromHere
        ? { kind: 'person', id: localUser, name: readPerson(headers[personHeader]), email: '', local: true }
        : null
    const place = actor === null ? null : await findPlace(house, actor.id, workspace)
    return { ...visit, actor, place }
  }
  return meet
}
