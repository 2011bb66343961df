import type { KnownStatus } from '@patchbay/hoiio/status'

export type RefusalStatus = Exclude<KnownStatus, 'success_ok'> | `error_${string}_param_missing`

/** The carrier's no: thrown while a request is checked, before anything is changed. */
export class Refusal extends Error {
  constructor(readonly status: RefusalStatus) {
    super(status)
  }
}
