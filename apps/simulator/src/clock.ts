type Wait = { left: number; since: number; timer: NodeJS.Timeout | undefined; done: () => void }

/**
 * The time of one call. At speed 1 it runs as ours does, at 50 fifty times faster; at speed 0 it stands still but for
 * what is spoken and what a script lets pass. One thing is waited for at a time. Seconds throughout.
 */
export class CallClock {
  private readonly start = Date.now()
  private skipped = 0
  private wait: Wait | undefined

  constructor(private readonly speed: number) {}

  /** The call's own time, in milliseconds since 1970. */
  now(): number {
    return this.start + (Date.now() - this.start) * this.speed + this.skipped
  }

  get waiting(): boolean {
    return this.wait !== undefined
  }

  /** Something that takes its time by itself, such as speech. Speed 0 does it at once. */
  take(seconds: number, done: () => void): void {
    if (this.speed > 0) return this.waitFor(seconds, done)
    this.skipped += seconds * 1_000
    done()
  }

  /** Something that a person may cut short. At speed 0 it lasts until they do, or until `elapse`. */
  waitFor(seconds: number, done: () => void): void {
    this.cancel()
    const wait: Wait = { left: seconds, since: this.now(), timer: undefined, done }
    this.wait = wait
    this.run(wait)
  }

  cancel(): void {
    clearTimeout(this.wait?.timer)
    this.wait = undefined
  }

  /** Lets the present wait run out, or `seconds` of it; without a wait the seconds simply pass. */
  elapse(seconds?: number): void {
    const wait = this.wait
    if (!wait) {
      this.skipped += (seconds ?? 0) * 1_000
      return
    }
    clearTimeout(wait.timer)
    const left = Math.max(0, wait.left - (this.now() - wait.since) / 1_000)
    const passing = Math.min(left, seconds ?? left)
    this.skipped += passing * 1_000
    if (passing >= left) return this.finish(wait)
    wait.left = left - passing
    wait.since = this.now()
    this.run(wait)
  }

  private run(wait: Wait): void {
    if (this.speed > 0) wait.timer = setTimeout(() => this.finish(wait), (wait.left * 1_000) / this.speed)
  }

  private finish(wait: Wait): void {
    if (this.wait !== wait) return
    this.wait = undefined
    wait.done()
  }
}
