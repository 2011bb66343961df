import fastify from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import { createCarrierClient } from './carrier-client'
import { carrierUrl, databaseUrl, listening } from './environment'
import { type State, sessionOf, transition } from './menu'

/* Fastify, a transaction a step, as most would write it: read the call and lock it, write it back with its step. */

const found = z.array(z.object({ state: z.object({ step: z.number(), digits: z.string(), ended: z.boolean() }) }))
let url = ''
const send = createCarrierClient(carrierUrl, () => url)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 32 })

async function write(session: string, body: string): Promise<string | null> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const read = await client.query({
      name: 'read',
      text: 'SELECT state FROM bench.call WHERE session = $1 FOR UPDATE',
      values: [session],
    })
    const before: State | undefined = found.parse(read.rows)[0]?.state
    const { state, request } = transition(before, body)
    const json = JSON.stringify(state)
    await client.query({
      name: 'write',
      text: `INSERT INTO bench.call (session, state) VALUES ($1, $2)
             ON CONFLICT (session) DO UPDATE SET state = EXCLUDED.state`,
      values: [session, json],
    })
    await client.query({
      name: 'step',
      text: 'INSERT INTO bench.step (session, step, state) VALUES ($1, $2, $3)',
      values: [session, state.step, json],
    })
    await client.query('COMMIT')
    client.release()
    return request
  } catch (error) {
    client.release(true)
    throw error
  }
}

const app = fastify()
app.removeAllContentTypeParsers()
app.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
app.post('/notify', async ({ body }) => {
  if (typeof body !== 'string') throw new Error('no body')
  const request = await write(sessionOf(body), body)
  if (request) send(request)
  return { ok: true }
})
await app.listen({ port: 0, host: '127.0.0.1' })
url = listening(app.server.address())
