import { expect, test } from 'vitest'
import { crowd, gatherDots, mostDots } from './gather-dots'
import type { Seen } from './now-state'

const seen = (id: number, at: string | null = 'ask'): Seen => ({
  trail: [],
  call: {
    id: String(id).padStart(4, '0'),
    direction: 'incoming',
    caller: '+6591234567',
    called: '+6531580000',
    phase: 'running',
    broken: false,
    hangingUp: false,
    flowName: 'Front desk',
    version: 1,
    versionId: 'v',
    where: null,
    at,
    walked: [],
    last: '',
    seq: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: new Date(id * 1_000).toISOString(),
  },
})
const some = (count: number) => Array.from({ length: count }, (_, id) => seen(id))
const told = (calls: readonly Seen[], followed: string | null = null) =>
  gatherDots(calls, followed).map(({ node, dots, more }) => [node, dots.map((dot) => Number(dot.seen.call.id)), more])

test('the calls that came last are dots, and the others a number', () => {
  expect(told([seen(2), seen(1), seen(3, 'bye'), seen(4, null)])).toEqual([
    ['ask', [1, 2], 0],
    ['bye', [3], 0],
  ])
  expect(told(some(mostDots + 2))).toEqual([['ask', [2, 3, 4, 5, 6], 2]])
})

test('the one that is followed is a dot, also in a crowd', () => {
  expect(told(some(mostDots + 2), '0001')).toEqual([['ask', [1, 3, 4, 5, 6], 2]])
  expect(told(some(crowd + 1))).toEqual([['ask', [], crowd + 1]])
  expect(told(some(crowd + 1), '0001')).toEqual([['ask', [1], crowd]])
})
