import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import { findProblems, type Problem } from '@patchbay/flow/problems'

/** Finds the problems of a document and tells them, at once or later. */
export type Check = (document: FlowDocument, tell: (problems: readonly Problem[]) => void) => void

/** Checks at once, on the thread that asks. */
export const checkHere: Check = (document, tell) => tell(findProblems(blocks, document))

/**
 * Asks another check one question at a time. While it works only the newest question is kept, and an answer that a newer
 * question has overtaken is not told: somebody who types fast never leaves a queue behind.
 */
export function newestOnly(check: Check): Check {
  let busy = false
  let next: Parameters<Check> | null = null
  const ask: Check = (document, tell) => {
    if (busy) {
      next = [document, tell]
      return
    }
    busy = true
    check(document, (problems) => {
      busy = false
      const waiting = next
      next = null
      if (waiting) ask(...waiting)
      else tell(problems)
    })
  }
  return ask
}
