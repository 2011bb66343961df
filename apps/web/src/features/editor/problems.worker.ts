import { blocks } from '@patchbay/blocks/blocks'
import { findProblems } from '@patchbay/flow/problems'
import type { Answer, Question } from './check-in-worker'

/** Finds problems beside the page, so that a large flow can be drawn on while it is checked. */
self.addEventListener('message', ({ data: { number, document, neighbours } }: MessageEvent<Question>) => {
  const answer: Answer = { number, problems: findProblems(blocks, document, neighbours) }
  self.postMessage(answer)
})
