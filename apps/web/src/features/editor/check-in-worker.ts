import type { FlowDocument } from '@patchbay/flow/document'
import type { Problem } from '@patchbay/flow/problems'
import { type Check, checkHere } from './check-flow'

export type Question = { number: number; document: FlowDocument }
export type Answer = { number: number; problems: Problem[] }

const open = new Map<number, Parameters<Check>>()
let asked = 0
let worker: Worker | null = null
let broken = false

/**
 * Checks in a worker, which all flows of this page share and the first one starts. Where no worker can run, the page
 * checks by itself: slower, and as right.
 */
export const checkInWorker: Check = (document, tell) => {
  if (broken) return checkHere(document, tell)
  asked += 1
  const question: Question = { number: asked, document }
  open.set(question.number, [document, tell])
  try {
    worker ??= startWorker()
    worker.postMessage(question)
  } catch {
    giveUp()
  }
}

function startWorker(): Worker {
  const started = new Worker(new URL('./problems.worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data: { number, problems } }: MessageEvent<Answer>) => {
    const question = open.get(number)
    open.delete(number)
    question?.[1](problems)
  })
  started.addEventListener('error', giveUp)
  started.addEventListener('messageerror', giveUp)
  return started
}

/** Whatever the worker still owes is answered here, and so is all that follows. */
function giveUp(): void {
  broken = true
  worker?.terminate()
  worker = null
  const owed = [...open.values()]
  open.clear()
  for (const question of owed) checkHere(...question)
}
