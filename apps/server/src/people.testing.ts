import { request } from 'node:http'
import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import { z } from 'zod'
import { freePort, type ServerProcess, startServer } from './process.testing'

export const goodPassword = 'kitchen sofa lantern'

export type Patchbay = {
  url: string
  port: number
  server: ServerProcess
  /** Its database, as the owner of the tables. */
  pool: ReturnType<typeof createPool>
  env: Record<string, string> & { DATABASE_URL: string }
  /** The code that it printed last for the first visit. */
  code: () => string
  close: () => Promise<void>
}

/** The whole server as a process on a database of its own, where nobody is signed in without ceremony. */
export function startPatchbay(more: Record<string, string> = {}): Promise<Patchbay> {
  return startPatchbayHere({ LOCAL_SIGN_IN: 'off', ...more })
}

/** The same, where whoever is at this machine is signed in. */
export async function startPatchbayHere(more: Record<string, string> = {}): Promise<Patchbay> {
  const database = await createTestDatabase()
  const port = await freePort()
  const env = {
    PORT: String(port),
    SIMULATOR_PORT: String(await freePort()),
    DATABASE_URL: database.url,
    LOG_LEVEL: 'warn',
    BREACH_RANGE_URL: 'off',
    PATCHBAY_KEY: '0123456789abcdef'.repeat(4),
    ...more,
  }
  const server = startServer(env)
  await server.ready
  const pool = createPool(database.url, 2)
  return {
    url: `http://localhost:${port}`,
    port,
    server,
    pool,
    env,
    code: () => [...server.output().matchAll(/enter this code: (\S+)/g)].at(-1)?.[1] ?? '',
    async close() {
      server.kill('SIGTERM')
      await server.exited
      await pool.end()
      await database.drop()
    },
  }
}

const trpcAnswer = z.union([
  z.object({ result: z.object({ data: z.unknown().optional() }) }),
  z.object({ error: z.object({ message: z.string(), data: z.looseObject({ userCode: z.string().nullish() }) }) }),
])
const anyObject = z.record(z.string(), z.unknown()).catch({})

export type Answer = { status: number; headers: Headers; body: Record<string, unknown>; message: string }

/** Somebody's browser: it keeps cookies. `from`: the loopback address that it connects from. */
export function createBrowser(url: string, { from = '127.0.0.1' }: { from?: string } = {}) {
  const cookies = new Map<string, string>()

  async function ask(
    path: string,
    { method = 'GET', body, headers = {} }: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answered = await send(new URL(path, url), {
      method,
      from,
      headers: {
        origin: url,
        ...(cookie ? { cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const each of answered.headers.getSetCookie()) {
      const [pair = ''] = each.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0/i.test(each)) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answered
  }

  return {
    cookies,
    ask,
    /** Of better-auth's. */
    auth: (path: string, body?: unknown, headers?: Record<string, string>) =>
      ask(`/api/auth/${path}`, { method: body === undefined ? 'GET' : 'POST', body, ...(headers ? { headers } : {}) }),
    signIn: (email: string, password = goodPassword) =>
      ask('/api/auth/sign-in/email', { method: 'POST', body: { email, password } }),
    /** A procedure's answer; `userCode` and `message` of a refusal. `path`: such as `people.begin` or `/w/mine/trpc/members.list`. */
    async trpc(path: string, input?: unknown, kind: 'query' | 'mutation' = 'mutation') {
      const at = path.startsWith('/') ? path : `/trpc/${path}`
      const { status, headers, body } =
        kind === 'query'
          ? await ask(`${at}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`)
          : await ask(at, { method: 'POST', body: input ?? {} })
      const told = trpcAnswer.parse(body)
      if ('result' in told)
        return { status, headers, data: anyObject.parse(told.result.data), message: '', userCode: null }
      const { message, data } = told.error
      return { status, headers, data: anyObject.parse({}), message, userCode: data.userCode ?? null }
    },
  }
}

export type Browser = ReturnType<typeof createBrowser>

/** Over Node's own client: `fetch` chooses address and `Host` itself. Redirects are not followed. */
function send(
  url: URL,
  { method, headers, body, from }: { method: string; headers: Record<string, string>; body?: string; from: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method,
        localAddress: from,
        headers: { host: url.host, ...headers },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const told = new Headers()
          for (let at = 0; at < response.rawHeaders.length; at += 2)
            told.append(response.rawHeaders[at] ?? '', response.rawHeaders[at + 1] ?? '')
          const parsed = parse(Buffer.concat(chunks).toString())
          const message = typeof parsed.message === 'string' ? parsed.message : ''
          resolve({ status: response.statusCode ?? 0, headers: told, body: parsed, message })
        })
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? { list: value } : anyObject.parse(value)
  } catch {
    return { text }
  }
}

/** The first owner, signed in. */
export async function beginAs(patchbay: Patchbay, name = 'Ann'): Promise<Browser> {
  const browser = createBrowser(patchbay.url)
  const email = `${name.toLowerCase()}@example.com`
  const begun = await browser.trpc('people.begin', { code: patchbay.code(), name, email, password: goodPassword })
  if (begun.status !== 200) throw new Error(begun.message)
  await browser.signIn(email)
  return browser
}

/** Somebody whom `owner` invites and who joins, signed in; in the workspace of `/w/<slug>` or the first one. */
export async function joinAs(patchbay: Patchbay, owner: Browser, name: string, role: string): Promise<Browser> {
  const email = `${name.toLowerCase()}@example.com`
  const invited = await owner.trpc('members.invite', { email, role })
  const browser = createBrowser(patchbay.url)
  const joined = await browser.trpc('people.join', { token: tokenIn(invited.data.link), name, password: goodPassword })
  if (joined.status !== 200) throw new Error(joined.message || invited.message)
  await browser.signIn(email)
  return browser
}

/** The secret part of an address. */
export function tokenIn(link: unknown): string {
  return new URL(String(link)).searchParams.get('token') ?? ''
}
