import { expect, test } from 'vitest'
import type { StoredCall } from '../record/stored-record'
import { replay } from './replay'
import { goodEvidence, untilEvent } from './testing'

function spoil(change: (call: StoredCall) => Partial<StoredCall>): string[] {
  const evidence = goodEvidence()
  const [call] = evidence.stored
  return replay({ ...evidence, stored: [{ ...call, ...change(call) }] }).map(({ what }) => what)
}

test('a call replays at every moment of it', () => {
  for (const events of [1, 2, 3, 4]) expect(replay(untilEvent(events))).toEqual([])
})

test('a state that the events do not give is seen, in any of its parts', () => {
  const [good] = goodEvidence().stored
  const state = typeof good.state === 'object' ? good.state : {}
  expect(spoil(() => ({ state: { ...state, walked: 99 } }))).toHaveLength(1)
  expect(spoil(() => ({ state: { ...state, more: true } }))).toHaveLength(1)
  expect(spoil(() => ({ state: null }))).toHaveLength(1)
})

test('columns that disagree with the state are seen', () => {
  expect(spoil(() => ({ phase: 'running' }))).toHaveLength(1)
  expect(spoil(() => ({ disposition: 'broken' }))).toHaveLength(1)
  expect(spoil(() => ({ last_seq: 3 }))).toHaveLength(1)
  expect(spoil(() => ({ version_id: 'v2' }))).toHaveLength(1)
})

test('an event that is missing, doubled or out of its place is seen', () => {
  expect(spoil(({ events }) => ({ events: events.slice(0, -1), last_seq: 3 }))).not.toEqual([])
  expect(spoil(({ events }) => ({ events: events.filter(({ seq }) => seq !== 2), last_seq: 3 }))).not.toEqual([])
  expect(spoil(({ events }) => ({ events: events.map((each) => ({ ...each, key: 'started' })) }))).toEqual([
    'Two of its events have the same key.',
  ])
})

test('commands that the events do not ask for are seen', () => {
  expect(spoil(({ events }) => ({ events: events.map((each) => ({ ...each, commands: [] })) }))).toHaveLength(3)
  const renumbered = ({ events }: StoredCall) => ({
    events: events.map((each) => ({
      ...each,
      commands: each.commands.map(({ step, command }) => ({ step: step + 1, command })),
    })),
  })
  expect(spoil(renumbered)).toHaveLength(3)
})
