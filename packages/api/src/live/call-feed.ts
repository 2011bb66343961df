import { randomUUID } from 'node:crypto'
import { readCalls, type StoredCall } from '../calls/call-row'
import type { Context } from '../context'
import { allOfThem, type FeedPlace } from './feed-place'
import { createFigures, type Figures } from './figures'
import { createSeat, type Seat } from './seat'

/**
 * Changes of so many milliseconds share one query and one message: more where many watch, since each message costs for each
 * of them. It stays far below what an eye takes for late.
 */
const gathering = (viewers: number) => Math.min(60, 20 + viewers)
/** Calls in a query, and calls under way that a feed follows. */
const mostAtOnce = 500
const mostUnderWay = 5_000
/** Calls of past messages that are kept for viewers who were cut off: half a minute of a very busy switchboard. */
const mostKept = 10_000
const mostSeqs = 20_000
/** A feed that nobody watches stops after so many milliseconds. */
const lingers = 10_000
const tryAgainAfter = 1_000
const clocksDiffer = 5_000

/**
 * What viewers get: calls as they are now. `whole`: these are all that are under way, and there are no others. `known`: the
 * ids of those that all who get this have been told of.
 */
export type FeedMessage = {
  place: FeedPlace
  whole: boolean
  calls: readonly StoredCall[]
  known: ReadonlySet<string>
  figures: Figures | null
}

const none: ReadonlySet<string> = new Set()

/**
 * The calls of one workspace as they change, read once for all who watch in this process. It runs while somebody watches,
 * knows all calls under way, and remembers its last messages.
 */
export function createCallFeed(context: Context) {
  const { deps, workspaceId } = context
  const seats = new Set<Seat>()
  const underWay = new Map<string, StoredCall>()
  /** The newest event told of each call, the call that changed last at the end. */
  const seqs = new Map<string, number>()
  const changed = new Set<string>()
  const figures = createFigures(context)
  let feed = ''
  let message = 0
  let kept: FeedMessage[] = []
  let keptCalls = 0
  let readAt = 0
  let many = false
  let reading = false
  let started: Promise<void> | null = null
  let stop = () => {}
  let farewell: NodeJS.Timeout | undefined

  async function start(): Promise<void> {
    feed = randomUUID().slice(0, 8)
    const unsubscribe = deps.engine.subscribe((news) => {
      if (news === 'many') many = true
      else if (news.workspaceId === workspaceId) changed.add(news.callId)
      else return
      void read()
    })
    const ticking = setInterval(tick, 1_000)
    stop = () => {
      unsubscribe()
      clearInterval(ticking)
    }
    // Nothing can fall in between: what changes from here on is told.
    readAt = Date.now()
    take(await readCalls(context, { underWay: true, limit: mostUnderWay }))
    await figures.refresh()
  }

  function forget(): void {
    stop()
    started = null
    feed = ''
    underWay.clear()
    seqs.clear()
    changed.clear()
    kept = []
    keptCalls = 0
    figures.forget()
  }

  /** Reads what changed, and again as long as something has changed meanwhile. */
  async function read(): Promise<void> {
    if (reading) return
    reading = true
    try {
      while (started && (many || changed.size > 0)) {
        await new Promise((resolve) => setTimeout(resolve, gathering(seats.size)))
        // Whoever sits hears of it if it could not be started.
        await started.catch(() => undefined)
        await readOnce()
      }
    } finally {
      reading = false
    }
  }

  async function readOnce(): Promise<void> {
    const all = many
    const ids = all ? [...new Set([...changed, ...underWay.keys()])] : [...changed]
    const since = new Date(readAt - clocksDiffer)
    const life = feed
    many = false
    changed.clear()
    try {
      const from = Date.now()
      // More happened than could be told: whatever began, ended or moved meanwhile is in the table.
      const heads = all ? await readCalls(context, { changedSince: since, limit: mostUnderWay }) : []
      for (let first = 0; first < ids.length; first += mostAtOnce)
        heads.push(...(await readCalls(context, { ids: ids.slice(first, first + mostAtOnce) })))
      if (feed !== life) return
      tell(heads)
      readAt = from
    } catch (error) {
      deps.log.warn({ err: error }, 'the calls that changed could not be read: it is tried again')
      many ||= all
      for (const id of ids) changed.add(id)
      await new Promise((resolve) => setTimeout(resolve, tryAgainAfter))
    }
  }

  /** Takes note of calls; gives those that are newer than what was told. */
  function take(heads: readonly StoredCall[]): StoredCall[] {
    const newer: StoredCall[] = []
    for (const head of heads) {
      const { id, seq, phase } = head.plain
      const before = seqs.get(id)
      if (seq <= (before ?? 0)) continue
      newer.push(head)
      figures.stepped(before === undefined ? 1 : seq - before, head.plain)
      seqs.delete(id)
      seqs.set(id, seq)
      if (phase === 'over') underWay.delete(id)
      else underWay.set(id, head)
    }
    if (seqs.size > mostSeqs) for (const id of seqs.keys()) if (!underWay.has(id)) seqs.delete(id)
    // The one that changed last comes last.
    return newer.sort((a, b) => a.plain.updatedAt.localeCompare(b.plain.updatedAt))
  }

  function tell(heads: readonly StoredCall[]): void {
    // Whoever watches began with all that were under way, and was told of all that began since.
    const known = new Set(heads.map((head) => head.plain.id).filter((id) => underWay.has(id)))
    const calls = take(heads)
    if (calls.length > 0) send(calls, known, null)
  }

  function send(calls: readonly StoredCall[], known: ReadonlySet<string>, now: Figures | null): void {
    if (calls.length > 0) message += 1
    const news: FeedMessage = { place: placeNow(), whole: false, calls, known, figures: now }
    if (calls.length > 0) {
      kept.push(news)
      keptCalls += calls.length
      while (keptCalls > mostKept) keptCalls -= kept.shift()?.calls.length ?? 0
    }
    for (const seat of seats) seat.give(news)
  }

  /** After all of the last message that had calls: figures alone are none. */
  function placeNow(): FeedPlace {
    return { feed, message, calls: allOfThem, at: Date.now() }
  }

  function tick(): void {
    const news = figures.news()
    if (news) send([], none, news)
  }

  function everything(): FeedMessage {
    return {
      place: placeNow(),
      whole: true,
      calls: [...underWay.values()],
      known: none,
      figures: figures.now(),
    }
  }

  /** What a viewer has missed since a place, each call once, as it is now; null where that is no longer known. */
  function missedSince(place: FeedPlace): FeedMessage | null {
    const first = kept[0]?.place.message ?? message + 1
    if (place.feed !== feed || place.message > message || place.message < first - 1) return null
    const newest = new Map<string, StoredCall>()
    for (const { place: at, calls } of kept) {
      if (at.message < place.message) continue
      for (const call of at.message === place.message ? calls.slice(place.calls) : calls) {
        newest.delete(call.plain.id)
        newest.set(call.plain.id, call)
      }
    }
    return {
      place: placeNow(),
      whole: false,
      calls: [...newest.values()],
      known: none,
      figures: figures.now(),
    }
  }

  return {
    /**
     * A viewer's own seat, and what it begins with: all calls under way, or what it missed since the place that it had got
     * to. Whoever sits must leave.
     */
    async sit(place: FeedPlace | null): Promise<{ seat: Seat; first: FeedMessage; leave: () => void }> {
      clearTimeout(farewell)
      const seat = createSeat(everything)
      seats.add(seat)
      const leave = () => {
        seat.close()
        if (!seats.delete(seat) || seats.size > 0) return
        farewell = setTimeout(() => seats.size === 0 && forget(), lingers)
        farewell.unref()
      }
      try {
        started ??= start()
        await started
      } catch (error) {
        forget()
        leave()
        throw error
      }
      seat.clear()
      return { seat, first: (place && missedSince(place)) ?? everything(), leave }
    },
  }
}

export type CallFeed = ReturnType<typeof createCallFeed>

const feeds = new WeakMap<Context['deps']['engine'], Map<string, CallFeed>>()

/** The feed of whoever asks: one for each workspace in a process. */
export function feedOf(context: Context): CallFeed {
  const known = feeds.get(context.deps.engine) ?? new Map<string, CallFeed>()
  feeds.set(context.deps.engine, known)
  const feed = known.get(context.workspaceId) ?? createCallFeed(context)
  known.set(context.workspaceId, feed)
  return feed
}
