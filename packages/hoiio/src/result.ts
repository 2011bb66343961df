import { z } from 'zod'
import { HoiioError } from './error'

/** Any answer of the carrier: a status and, beside it, what the endpoint documents. */
export const answerSchema = z.looseObject({ status: z.string().regex(/^(success|error)_\w{1,80}$/) })
export type Answer = z.infer<typeof answerSchema>

/** A parsed answer. A refusal is a result like any other: ask `isSuccess()`, or call `orThrow()`. */
export class HoiioResult {
  constructor(
    readonly path: string,
    readonly body: Answer,
  ) {}

  isSuccess(): boolean {
    return this.body.status === 'success_ok'
  }

  get status(): string {
    return this.body.status
  }

  /** `AA-C-…` of a call, `AA-S-…` of an SMS. */
  get txnRef(): string | undefined {
    return this.text('txn_ref')
  }

  /** `S…` of a call. */
  get session(): string | undefined {
    return this.text('session')
  }

  /** The room of a transfer to one. */
  get room(): string | undefined {
    return this.text('room')
  }

  /** This result, or a `HoiioError` that bears the carrier's status if it was a refusal. */
  orThrow(): this {
    if (!this.isSuccess()) throw new HoiioError(this.status, this.path, false)
    return this
  }

  /** The body by a schema of the endpoint's own. Throws a `HoiioError` where it was refused or has another shape. */
  read<T>(schema: z.ZodType<T>): T {
    const parsed = schema.safeParse(this.orThrow().body)
    if (!parsed.success) throw new HoiioError('unreadable_answer', this.path, false, { cause: parsed.error })
    return parsed.data
  }

  private text(name: string): string | undefined {
    const value = this.body[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
}
