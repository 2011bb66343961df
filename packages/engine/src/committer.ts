import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { isPassing, patience } from './database-fault'
import type { Meters } from './meters'
import type { Step, StepWriter } from './step-writer'

/** More than this share no statement: its JSON would hold up the process. */
const largestBatch = 128
/** Statements under way at once: while one waits for the disk, the next is filled. */
const lanes = 2

/** `retried`: the connection broke while it was written, so that it may have been written by the try before. */
export type Committed = { written: boolean; retried: boolean }

type Waiting = {
  step: Step
  since: number
  retried: boolean
  settle: (committed: Committed) => void
  fail: (error: unknown) => void
}

/**
 * Group commit: steps that arrive while a statement is under way share the next one. Workspaces take turns, so that one
 * that is flooded fills no batch alone. A call has at most one step here at a time; its caller sees to that.
 */
export function createCommitter(write: StepWriter, meters: Meters, log: Logger) {
  const queues = new Map<string, Waiting[]>()
  let waiting = 0
  let running = 0
  let planned = false

  function plan(): void {
    if (planned || running >= lanes || waiting === 0) return
    planned = true
    // Where nothing is under way, nobody is waited for; else what arrives in the same turn of the loop goes along.
    if (running === 0) queueMicrotask(begin)
    else setImmediate(begin)
  }

  function begin(): void {
    planned = false
    if (running >= lanes || waiting === 0) return
    running += 1
    void run(take()).finally(() => {
      running -= 1
      plan()
    })
  }

  /** One step of each workspace in turn, until the batch is full. */
  function take(): Waiting[] {
    const batch: Waiting[] = []
    while (batch.length < largestBatch && waiting > 0)
      for (const [workspaceId, queue] of queues) {
        const next = queue.shift()
        if (next) {
          batch.push(next)
          waiting -= 1
        }
        if (queue.length === 0) queues.delete(workspaceId)
        if (batch.length === largestBatch) break
      }
    return batch
  }

  async function run(batch: Waiting[]): Promise<void> {
    meters.batchSize.observe(batch.length)
    const from = performance.now()
    try {
      const done = await write(batch.map(({ step }) => step))
      for (const { step, retried, settle } of batch) settle({ written: done.has(step.callId), retried })
    } catch (error) {
      await recover(batch, error)
    } finally {
      meters.commitSeconds.observe((performance.now() - from) / 1_000)
    }
  }

  async function recover(batch: Waiting[], error: unknown): Promise<void> {
    if (isPassing(error)) {
      const late = performance.now() - patience
      const [given, kept] = [batch.filter((each) => each.since < late), batch.filter((each) => each.since >= late)]
      for (const each of given) each.fail(error)
      if (kept.length === 0) return
      log.warn({ err: error, steps: kept.length }, 'steps could not be written: they are tried again')
      for (const each of kept) each.retried = true
      await sleep(50 + Math.random() * 200)
      return run(kept)
    }
    // One that the database refuses must not take the others with it.
    if (batch.length > 1) for (const each of batch) await run([each])
    else batch[0]?.fail(error)
  }

  return {
    /** Resolves when the step is on disk, or can't be: the call has moved, or knows the event. */
    commit(step: Step): Promise<Committed> {
      return new Promise((settle, fail) => {
        const entry = { step, since: performance.now(), retried: false, settle, fail }
        const queue = queues.get(step.workspaceId)
        if (queue) queue.push(entry)
        else queues.set(step.workspaceId, [entry])
        waiting += 1
        plan()
      })
    },
    /** Steps that no statement has taken up yet. */
    depth: () => waiting,
  }
}

export type Committer = ReturnType<typeof createCommitter>
