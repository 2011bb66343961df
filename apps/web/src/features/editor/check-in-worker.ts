import type { Problem } from '@patchbay/flow/problems'
import { type Asked, type Check, checkHere } from './check-flow'

export type Question = Asked & { number: number }
export type Answer = { number: number; problems: Problem[] }

const open = new Map<number, Parameters<Check>>()
let count = 0
let worker: Worker | null = null
let broken = false

/**
 * Checks in a worker, which all flows of this page share and the first one starts. Where no worker can run, the page
 * checks by itself: slower, and as right.
 */
export const checkInWorker: Check = (asked, tell) => {
  if (broken) return checkHere(asked, tell)
  count += 1
  const question: Question = { number: count, ...asked }
  open.set(question.number, [asked, tell])
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
