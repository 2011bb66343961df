import { z } from 'zod'

const answerSchema = z.union([
  z.object({ result: z.object({ data: z.unknown() }) }),
  z.object({ error: z.object({ message: z.string() }) }),
])

export const password = 'kitchen sofa lantern'

export type Person = {
  /** What their browser sends. */
  cookie: () => string
  /** Asks a procedure, such as `flows.create` or `/w/mine/trpc/flows.create`; rejects with the sentence of a refusal. */
  ask: (path: string, input?: unknown, kind?: 'query' | 'mutation') => Promise<unknown>
  signIn: (email: string) => Promise<void>
  /** Asks better-auth; gives what it answers. */
  auth: (path: string, body: unknown) => Promise<unknown>
  upload: (path: string, type: string, body: string | Uint8Array<ArrayBuffer>) => Promise<unknown>
}

/** Somebody who uses the app as it is meant to be used. */
export function createPerson(url: string): Person {
  let cookie = ''
  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = { origin: url, ...(cookie ? { cookie } : {}), ...Object(init.headers) }
    const answer = await fetch(url + path, { ...init, headers })
    const set = answer.headers.getSetCookie().map((each) => each.split(';')[0])
    if (set.length > 0) cookie = set.join('; ')
    return answer
  }
  const post = (path: string, body: unknown) =>
    send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  return {
    cookie: () => cookie,
    async ask(path, input = {}, kind = 'mutation') {
      const at = path.startsWith('/') ? path : `/trpc/${path}`
      const answer =
        kind === 'mutation'
          ? await post(at, input)
          : await send(`${at}?input=${encodeURIComponent(JSON.stringify(input))}`, {})
      const told = answerSchema.parse(await answer.json())
      if ('error' in told) throw new Error(`${path}: ${told.error.message}`)
      return told.result.data
    },
    async signIn(email) {
      const answer = await post('/api/auth/sign-in/email', { email, password })
      if (!answer.ok) throw new Error(`${email} could not sign in: ${await answer.text()}`)
      await answer.body?.cancel()
    },
    async auth(path, body) {
      const answer = await post(`/api/auth/${path}`, body)
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return answer.json()
    },
    async upload(path, type, body) {
      const answer = await send(path, { method: 'POST', headers: { 'content-type': type }, body })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return answer.json()
    },
  }
}
