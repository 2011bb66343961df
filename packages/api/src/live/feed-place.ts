/**
 * How far a viewer has got in a feed: all messages before `message`, and so many calls of that one. As text it is the id of
 * an event: what a browser that was cut off hands back.
 */
export type FeedPlace = { feed: string; message: number; calls: number; at: number }

/** So many calls no message has. */
export const allOfThem = 999_999_999

export function writePlace({ feed, message, calls, at }: FeedPlace): string {
  return `${feed}.${message}.${calls}.${at}`
}

/** Null if it is none of ours. */
export function readPlace(id: string): FeedPlace | null {
  const match = /^([a-z0-9-]{1,40})\.(\d{1,12})\.(\d{1,9})\.(\d{1,15})$/.exec(id)
  if (!match) return null
  const [, feed = '', message, calls, at] = match
  return { feed, message: Number(message), calls: Number(calls), at: Number(at) }
}
