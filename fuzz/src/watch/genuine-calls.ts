import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'

const placedSchema = z.object({ session: z.string() })
const callSchema = z.looseObject({ state: z.string(), running: z.string().nullable() })
const rowSchema = z.object({ phase: z.string(), disposition: z.string().nullable() })

const patienceMs = 20_000

export type GenuineCalls = { ended: number; slowestMs: number; faults: readonly string[] }

/**
 * Rings a number every `everyMs` as its callers do, hears the menu, presses 1, and looks whether the call ended well at the carrier and in our
 * log, until `stop` gives what came of all of them.
 */
export function placeGenuineCalls(
  { carrierUrl, pool, number }: { carrierUrl: string; pool: pg.Pool; number: string },
  everyMs: number,
): { stop: () => Promise<GenuineCalls> } {
  const faults: string[] = []
  let ended = 0
  let slowestMs = 0
  let going = true

  async function control(path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${carrierUrl}/control/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json().catch(() => null)
  }

  async function until(what: string, is: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(20)) if (await is()) return
    throw new Error(`waited ${patienceMs} ms for ${what}`)
  }

  async function one(at: number): Promise<void> {
    const from = `+65900${String(10_000 + at).slice(-5)}`
    const began = performance.now()
    const { session } = placedSchema.parse(await control('calls', { from, to: number }))
    const look = async () => callSchema.parse(await control(`calls/${session}`))
    await until('the menu', async () => (await look()).running === 'gather')
    await control(`calls/${session}/keys`, { digits: '1' })
    await until('the end', async () => (await look()).state === 'ended')
    await until('the log', async () => {
      const { rows } = await pool.query('SELECT phase, disposition FROM call WHERE session = $1', [session])
      const [row] = z.array(rowSchema).parse(rows)
      return row?.phase === 'over' && row.disposition !== null && !/broken|failed|shed/.test(row.disposition)
    })
    slowestMs = Math.max(slowestMs, performance.now() - began)
    ended += 1
  }

  const running = (async () => {
    for (let at = 0; going; at += 1) {
      await one(at).catch((error: unknown) =>
        faults.push(`call ${at}: ${error instanceof Error ? error.message : error}`),
      )
      if (going) await sleep(everyMs)
    }
  })()
  return {
    stop: async () => {
      going = false
      await running
      return { ended, slowestMs, faults }
    },
  }
}
