import fastify from 'fastify'
import pg from 'pg'
import { createCarrierClient } from './carrier-client'
import { carrierUrl, databaseUrl, listening } from './environment'
import { type State, sessionOf, transition } from './menu'

/*
 * Fastify, group commit by hand: the state is in memory, each step is a row before the next request leaves, and steps
 * that arrive while a statement is under way share the next one. It survives no restart: what an engine could cost at least.
 */

type Step = { session: string; state: State; done: () => void; fail: (error: unknown) => void }

let url = ''
const send = createCarrierClient(carrierUrl, () => url)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 })
const calls = new Map<string, State>()
const lanes = 2
let waiting: Step[] = []
let running = 0

async function flush(): Promise<void> {
  if (running === lanes || waiting.length === 0) return
  const batch = waiting
  waiting = []
  running += 1
  try {
    await pool.query({
      name: 'steps',
      text: `INSERT INTO bench.step (session, step, state) SELECT * FROM unnest($1::text[], $2::int[], $3::jsonb[])`,
      values: [
        batch.map(({ session }) => session),
        batch.map(({ state }) => state.step),
        batch.map(({ state }) => JSON.stringify(state)),
      ],
    })
    for (const { done } of batch) done()
  } catch (error) {
    for (const { fail } of batch) fail(error)
  } finally {
    running -= 1
    void flush()
  }
}

const write = (session: string, state: State) =>
  new Promise<void>((done, fail) => {
    waiting.push({ session, state, done, fail })
    setImmediate(flush)
  })

const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
app.post('/notify', async ({ body }) => {
  if (typeof body !== 'string') throw new Error('no body')
  const session = sessionOf(body)
  const next = transition(calls.get(session), body)
  await write(session, next.state)
  if (next.state.ended) calls.delete(session)
  else calls.set(session, next.state)
  if (next.request) send(next.request)
  return { ok: true }
})
await app.listen({ port: 0, host: '127.0.0.1' })
url = listening(app.server.address())
