import { expect, test } from 'vitest'
import type { StoredCall } from '../record/stored-record'
import { deadAir } from './dead-air'
import { goodEvidence, untilEvent } from './testing'

/** The caller pressed 1 and is still on the line; nothing has run since. */
function waiting(change: Partial<StoredCall> = {}) {
  const evidence = untilEvent(2)
  const [call] = evidence.carrier
  const carrier = { ...call, state: 'ongoing' as const, transcript: call.transcript.slice(0, 4) }
  return { ...evidence, carrier: [carrier], stored: evidence.stored.map((each) => ({ ...each, ...change })) }
}

test('who waits is looked after by an open call within its deadline', () => {
  expect(deadAir(waiting())).toEqual([])
  expect(deadAir(goodEvidence())).toEqual([])
})

test('who waits for a call that nobody looks after hears dead air', () => {
  expect(deadAir(waiting({ open: false, phase: 'over' }))).toMatchObject([{ rule: 'dead-air', session: 'S1' }])
  expect(deadAir(waiting({ due_at: null }))).toHaveLength(1)
  expect(deadAir(waiting({ due_at: new Date(0) }))).toHaveLength(1)
  expect(deadAir({ ...waiting(), stored: [] })).toHaveLength(1)
})

test('a moment between two blocks is no dead air, nor is a block that runs', () => {
  const evidence = waiting({ open: false, phase: 'over' })
  expect(deadAir({ ...evidence, heardAt: Date.parse(evidence.carrier[0]?.transcript.at(-1)?.at ?? '') + 500 })).toEqual(
    [],
  )
  expect(deadAir({ ...evidence, carrier: evidence.carrier.map((call) => ({ ...call, running: 'gather' })) })).toEqual(
    [],
  )
})

test('a phone that nobody was told of rings on', () => {
  const evidence = waiting()
  const [call] = evidence.carrier
  if (!call) throw new Error('There is a call.')
  const ringing = { ...call, state: 'ringing' as const, transcript: call.transcript.slice(0, 1) }
  expect(deadAir({ ...evidence, carrier: [ringing], stored: [] })).toEqual([])
})

test('a call is given up when the carrier refused to the last', () => {
  const [good] = waiting().stored
  const last = good?.events.at(-1)
  if (!good || !last) throw new Error('There is an event.')
  const events = [...good.events, { ...last, seq: 3, key: '3:refused' }]
  expect(deadAir(waiting({ open: false, phase: 'over', disposition: 'broken', events }))).toEqual([])
})
