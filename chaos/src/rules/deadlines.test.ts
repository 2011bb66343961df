import { expect, test } from 'vitest'
import { allSettled, deadlines } from './deadlines'
import { goodEvidence, untilEvent } from './testing'

test('an open call has a deadline, and that is not long past', () => {
  const evidence = untilEvent(2)
  const [call] = evidence.stored
  const due = (due_at: Date | null) => deadlines({ ...evidence, stored: [{ ...call, due_at }] })
  expect(due(new Date(evidence.readAt + 3_600_000))).toEqual([])
  expect(due(new Date(evidence.readAt - 59_000))).toEqual([])
  expect(due(new Date(evidence.readAt - 61_000))).toMatchObject([{ rule: 'deadline', callId: 'c1' }])
  expect(due(null)).toHaveLength(1)
})

test('a call that nobody looks after is over', () => {
  const evidence = untilEvent(2)
  const [call] = evidence.stored
  expect(deadlines({ ...evidence, stored: [{ ...call, open: false }] })).toHaveLength(1)
  expect(deadlines(goodEvidence())).toEqual([])
})

test('at last, nothing is open', () => {
  expect(allSettled(goodEvidence())).toEqual([])
  expect(allSettled(untilEvent(2))).toMatchObject([
    { what: 'It has ended at the carrier, and is still running and open.' },
  ])
  const evidence = goodEvidence()
  const [call] = evidence.stored
  expect(allSettled({ ...evidence, stored: [{ ...call, open: true }] })).toHaveLength(1)
})
