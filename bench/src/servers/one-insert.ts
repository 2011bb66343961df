import fastify from 'fastify'
import pg from 'pg'
import { createCarrierClient } from './carrier-client'
import { carrierUrl, databaseUrl, listening } from './environment'
import { type State, sessionOf, transition } from './menu'

/* Fastify, one INSERT a step: the state is in memory, each step is a row before the next request leaves. */

let url = ''
const send = createCarrierClient(carrierUrl, () => url)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 32 })
const calls = new Map<string, State>()

const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
app.post('/notify', async ({ body }) => {
  if (typeof body !== 'string') throw new Error('no body')
  const session = sessionOf(body)
  const next = transition(calls.get(session), body)
  await pool.query({
    name: 'step',
    text: 'INSERT INTO bench.step (session, step, state) VALUES ($1, $2, $3)',
    values: [session, next.state.step, JSON.stringify(next.state)],
  })
  if (next.state.ended) calls.delete(session)
  else calls.set(session, next.state)
  if (next.request) send(next.request)
  return { ok: true }
})
await app.listen({ port: 0, host: '127.0.0.1' })
url = listening(app.server.address())
