import type { KnownStatus } from '@patchbay/hoiio/status'

export type RefusalStatus = Exclude<KnownStatus, 'success_ok'> | `error_${string}_param_missing`

const spelling = /^error_[a-zA-Z0-9_]{1,100}$/

/** Whether a text can be a status of a refusal; the real carrier has some that it does not document. */
export function isRefusalStatus(text: string): text is RefusalStatus {
  return spelling.test(text)
}

/** The carrier's no: thrown while a request is checked, before anything is changed. */
export class Refusal extends Error {
  constructor(readonly status: RefusalStatus) {
    super(status)
  }
}
