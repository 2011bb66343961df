/** Where each moment stands on the time of the call, in milliseconds from its beginning, and how long that is. */
export type TimeAxis = { starts: readonly number[]; end: number }

/**
 * The time of a call. What was told after its end (a late recording, a deletion days after) stands at the end, so that it does
 * not stretch the rest out of sight. `until` (ISO 8601) is the end, or null while nobody knows it.
 */
export function timeAxis(moments: readonly { at: string }[], until: string | null): TimeAxis {
  const first = moments[0]
  if (!first) return { starts: [], end: 0 }
  const zero = Date.parse(first.at)
  const starts = moments.map(({ at }) => Math.max(0, Date.parse(at) - zero))
  const end = until === null ? (starts.at(-1) ?? 0) : Math.max(0, Date.parse(until) - zero)
  return { starts: starts.map((start) => Math.min(start, end)), end }
}

/** `at` is the moment that is looked at, −1 before the first; `position` is on the time axis. `following`: stays at the newest. */
export type Player = { at: number; position: number; playing: boolean; following: boolean; speed: number }

export const speeds = [1, 2, 4, 16] as const

export type PlayerAction =
  | { do: 'play' | 'pause' }
  | { do: 'choose'; at: number }
  | { do: 'seek'; position: number }
  | { do: 'speed'; speed: number }
  /** Time passes, in milliseconds of the viewer's. */
  | { do: 'tick'; ms: number }
  /** More has happened. */
  | { do: 'grow' }

/** A replay that stands at its end, where everything has happened. */
export function atTheEnd(axis: TimeAxis): Player {
  return { at: axis.starts.length - 1, position: axis.end, playing: false, following: true, speed: 1 }
}

/** What a replay is after something was done to it. Pure. */
export function played(player: Player, action: PlayerAction, axis: TimeAxis): Player {
  const last = axis.starts.length - 1
  switch (action.do) {
    case 'play': {
      const again = player.at >= last && player.position >= axis.end
      return again
        ? { ...player, at: lastBy(axis, 0), position: 0, playing: true, following: false }
        : { ...player, playing: true, following: false }
    }
    case 'pause':
      return { ...player, playing: false }
    case 'choose': {
      const at = Math.min(Math.max(action.at, 0), last)
      return { ...player, at, position: axis.starts[at] ?? 0, playing: false, following: at === last }
    }
    case 'seek': {
      const position = Math.min(Math.max(action.position, 0), axis.end)
      return { ...player, at: lastBy(axis, position), position, following: position >= axis.end }
    }
    case 'speed':
      return { ...player, speed: action.speed }
    case 'tick': {
      const position = Math.min(player.position + action.ms * player.speed, axis.end)
      const at = Math.max(player.at, lastBy(axis, position))
      return { ...player, at, position, playing: position < axis.end }
    }
    case 'grow':
      return player.following ? { ...player, at: last, position: axis.end } : player
  }
}

/** The last moment that has happened by then. */
function lastBy({ starts }: TimeAxis, position: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= position) low = middle + 1
    else high = middle
  }
  return low - 1
}
