import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atTheEnd, type Player, type PlayerAction, played, timeAxis } from './player'

const zero = Date.UTC(2026, 10, 29, 6, 0)
const moments = (...starts: number[]) => starts.map((start) => ({ at: new Date(zero + start).toISOString() }))
const axis = timeAxis(moments(0, 0, 4_000, 4_000, 9_000), null)

describe('the time of a call', () => {
  test('begins with its first moment and ends with its last', () => {
    expect(axis).toEqual({ starts: [0, 0, 4_000, 4_000, 9_000], end: 9_000 })
    expect(timeAxis([], null)).toEqual({ starts: [], end: 0 })
  })
  test('is not stretched by what was told days after its end', () => {
    const until = new Date(zero + 9_500).toISOString()
    expect(timeAxis(moments(0, 9_000, 86_400_000), until)).toEqual({ starts: [0, 9_000, 9_500], end: 9_500 })
  })
})

describe('a replay', () => {
  const follow = (...actions: PlayerAction[]) =>
    actions.reduce<Player>((now, action) => played(now, action, axis), atTheEnd(axis))
  test('plays in the call’s own time, or faster, and stops at the end', () => {
    expect(follow({ do: 'play' })).toMatchObject({ at: 1, position: 0, playing: true })
    expect(follow({ do: 'play' }, { do: 'tick', ms: 3_999 })).toMatchObject({ at: 1, position: 3_999 })
    expect(follow({ do: 'play' }, { do: 'tick', ms: 4_000 })).toMatchObject({ at: 3, position: 4_000 })
    const fast = follow({ do: 'speed', speed: 16 }, { do: 'play' }, { do: 'tick', ms: 500 })
    expect(fast).toMatchObject({ at: 3, position: 8_000, playing: true })
    expect(played(fast, { do: 'tick', ms: 500 }, axis)).toMatchObject({ at: 4, position: 9_000, playing: false })
  })
  test('goes step by step, also among what happened at once, and on from there', () => {
    const second = follow({ do: 'choose', at: 2 })
    expect(second).toMatchObject({ at: 2, position: 4_000, playing: false, following: false })
    expect(played(second, { do: 'play' }, axis)).toMatchObject({ at: 2, position: 4_000 })
    expect(follow({ do: 'choose', at: 99 })).toMatchObject({ at: 4, following: true })
  })
  test('goes to a place in time', () => {
    expect(follow({ do: 'seek', position: 5_000 })).toMatchObject({ at: 3, position: 5_000, following: false })
    expect(follow({ do: 'seek', position: -1 })).toMatchObject({ at: 1, position: 0 })
  })
  test('stays with a live call only while it stands at its end', () => {
    const longer = timeAxis(moments(0, 0, 4_000, 4_000, 9_000, 12_000), null)
    expect(played(atTheEnd(axis), { do: 'grow' }, longer)).toMatchObject({ at: 5, position: 12_000 })
    expect(played(follow({ do: 'choose', at: 2 }), { do: 'grow' }, longer)).toMatchObject({ at: 2 })
  })
  test('is always at a moment that has begun', () => {
    const action: fc.Arbitrary<PlayerAction> = fc.oneof(
      fc.record({ do: fc.constantFrom('play' as const, 'pause' as const, 'grow' as const) }),
      fc.record({ do: fc.constant('choose' as const), at: fc.integer({ min: -3, max: 9 }) }),
      fc.record({ do: fc.constant('seek' as const), position: fc.integer({ min: -100, max: 12_000 }) }),
      fc.record({ do: fc.constant('tick' as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
      fc.record({ do: fc.constant('speed' as const), speed: fc.constantFrom(1, 2, 4, 16) }),
    )
    fc.assert(
      fc.property(fc.array(action), (actions) => {
        const { at, position } = follow(...actions)
        expect(axis.starts[at]).toBeLessThanOrEqual(position)
        expect(position).toBeLessThanOrEqual(axis.end)
      }),
    )
  })
})
