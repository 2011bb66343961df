import { setTimeout as sleep } from 'node:timers/promises'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { z } from 'zod'

const share = z.number('must be a share from 0 to 1').min(0, 'must be 0 to 1').max(1, 'must be 0 to 1').default(0)
const ms = z.number('must be milliseconds').min(0, 'must be 0 or more').max(60_000, 'must be at most 60000')

/** What goes wrong, each with its share of all requests or notifications; `{}` is a carrier in good health. */
export const faultsSchema = z.strictObject({
  seed: z.int('must be a whole number').default(1),
  notifications: z
    .strictObject({
      delay: z
        .strictObject({ share, ms: z.tuple([ms, ms], 'must be the shortest and the longest delay') })
        .default({ share: 0, ms: [0, 0] }),
      double: share,
      drop: share,
      reorder: share,
    })
    .prefault({}),
  requests: z
    .strictObject({
      failBefore: share,
      failAfter: share,
      hang: share,
      closeBefore: share,
      closeAfter: share,
      rateLimit: share,
      internalError: share,
    })
    .prefault({}),
})
export type FaultSettings = z.infer<typeof faultsSchema>

/** What happens to one request: whether it is carried out, and what the program gets to see. */
export type RequestFault = {
  carriedOut: boolean
  answer: 'sent' | '500' | 'hang' | 'close'
  status?: 'error_rate_limit_exceeded' | 'error_internal_server_error'
}
/** What happens to one notification: when it leaves (ms from now), once for each entry. */
export type NotificationFault = { leaves: number[] }

const healthy = faultsSchema.parse({})
const fine: RequestFault = { carriedOut: true, answer: 'sent' }
const once: NotificationFault = { leaves: [0] }
/** How long one that is overtaken waits for the next of its call, in milliseconds. */
const overtaken = 500
const echo = 50
const faulty = /^(ivr\/|sms\/send$|voice\/query_status$)/

/** The carrier's bad days: the same seed and the same order of requests give the same faults. */
export class Faults {
  private now: FaultSettings = healthy
  private random = xoroshiro128plus(healthy.seed)
  private ill = false

  get settings(): FaultSettings {
    return this.now
  }

  set(settings: FaultSettings): void {
    this.now = settings
    this.random = xoroshiro128plus(settings.seed)
    const { delay, ...others } = settings.notifications
    this.ill = [delay.share, ...Object.values(others), ...Object.values(settings.requests)].some((each) => each > 0)
  }

  ofRequest(path: string): RequestFault {
    if (!this.ill || !faulty.test(path)) return fine
    const { requests } = this.now
    if (this.hits(requests.failBefore)) return { carriedOut: false, answer: '500' }
    if (this.hits(requests.failAfter)) return { carriedOut: true, answer: '500' }
    if (this.hits(requests.hang)) return { carriedOut: this.hits(0.5), answer: 'hang' }
    if (this.hits(requests.closeBefore)) return { carriedOut: false, answer: 'close' }
    if (this.hits(requests.closeAfter)) return { carriedOut: true, answer: 'close' }
    if (this.hits(requests.rateLimit)) return { carriedOut: false, answer: 'sent', status: 'error_rate_limit_exceeded' }
    if (this.hits(requests.internalError))
      return { carriedOut: false, answer: 'sent', status: 'error_internal_server_error' }
    return fine
  }

  ofNotification(): NotificationFault {
    if (!this.ill) return once
    const { delay, double, drop, reorder } = this.now.notifications
    if (this.hits(drop)) return { leaves: [] }
    const [shortest, longest] = delay.ms
    const late = this.hits(delay.share) ? shortest + this.draw() * (longest - shortest) : 0
    const first = this.hits(reorder) ? late + overtaken : late
    if (!this.hits(double)) return { leaves: [first] }
    return { leaves: [first, first + (this.hits(0.5) ? 0 : this.draw() * echo)] }
  }

  private hits(part: number): boolean {
    return part > 0 && this.draw() < part
  }

  private draw(): number {
    return uniformFloat64(this.random)
  }
}

/** Waits, but keeps no process alive. */
export async function pause(milliseconds: number): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds, undefined, { ref: false })
}
