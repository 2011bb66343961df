import { TOTP } from 'otpauth'
import { z } from 'zod'
import { cookieHeader, type FrontHouse, type Somebody } from '../e2e/front-house'
import type { FrontPlaces } from './front-scenes'

/** An owner, some members, an open invitation, a second workspace, and somebody with two-step sign-in. */
export async function prepareFront(house: FrontHouse): Promise<FrontPlaces> {
  await house.begin()
  const careful = await house.join('Mei Tan', 'builder')
  await house.join('Jo Lim', 'operator')
  await house.join('Ravi Pillai', 'viewer')
  const api = house.api(await house.signIn(house.owner))
  await api.workspaces.create.mutate({ name: 'Harbour Bakery' })
  const { link } = await api.members.invite.mutate({ email: 'sun@quay.example', role: 'operator' })
  const { pathname, search } = new URL(link)
  const carefulSession = await askForCodes(house, careful)
  return { house, careful, carefulSession, invitation: `${pathname}${search}` }
}

/** Switches two-step sign-in on, and gives the cookies of the session that did. */
async function askForCodes(house: FrontHouse, somebody: Somebody): Promise<string> {
  const headers = { 'content-type': 'application/json', origin: house.url, cookie: await house.signIn(somebody) }
  const post = (path: string, body: unknown) =>
    fetch(`${house.url}/api/auth/two-factor/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  const made = await (await post('enable', { password: somebody.password })).json()
  const { totpURI } = z.object({ totpURI: z.string() }).parse(made)
  const app = new TOTP({ secret: new URL(totpURI).searchParams.get('secret') ?? '' })
  const checked = await post('verify-totp', { code: app.generate() })
  if (!checked.ok) throw new Error(await checked.text())
  return cookieHeader(checked)
}
