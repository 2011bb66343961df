import { adviceFor } from './status'

/**
 * The one error of this client. `status` is the carrier's `error_…`, or `timeout`, `unreachable`, `unreadable_answer` for
 * a fault on the way; `advice` says what to do; `uncertain` is true when the carrier may have done what was asked.
 */
export class HoiioError extends Error {
  override readonly name = 'HoiioError'
  readonly advice: string

  constructor(
    readonly status: string,
    readonly path: string,
    readonly uncertain: boolean,
    options?: ErrorOptions,
  ) {
    const advice = adviceFor(status)
    super(`${path}: ${status}. ${advice}`, options)
    this.advice = advice
  }
}
