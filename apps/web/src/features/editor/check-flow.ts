import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import type { Neighbours } from '@patchbay/flow/neighbours'
import { findProblems, type Problem } from '@patchbay/flow/problems'

/** A document, and what it may name of its neighbours: null while they are not known. */
export type Asked = { document: FlowDocument; neighbours: Neighbours | null }

/** Finds problems and tells them, at once or later. */
export type Check = (asked: Asked, tell: (problems: readonly Problem[]) => void) => void

/** Checks at once, on the thread that asks. */
export const checkHere: Check = ({ document, neighbours }, tell) => tell(findProblems(blocks, document, neighbours))

/**
 * Asks another check one question at a time. While it works only the newest question is kept, and an answer that a newer
 * question has overtaken is not told: somebody who types fast never leaves a queue behind.
 */
export function newestOnly(check: Check): Check {
  let busy = false
  let next: Parameters<Check> | null = null
  const ask: Check = (asked, tell) => {
    if (busy) {
      next = [asked, tell]
      return
    }
    busy = true
    check(asked, (problems) => {
      busy = false
      const waiting = next
      next = null
      if (waiting) ask(...waiting)
      else tell(problems)
    })
  }
  return ask
}
