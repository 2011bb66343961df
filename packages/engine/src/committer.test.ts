import { newCall } from '@patchbay/flow/call'
import pino from 'pino'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { createCommitter } from './committer'
import { createMeters } from './meters'
import type { Step, StepWriter } from './step-writer'

const broken = () => Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' })

function stepOf(callId: string, workspaceId = 'w'): Step {
  return {
    callId,
    workspaceId,
    seq: 0,
    state: newCall('incoming', '', ''),
    key: 'started',
    event: { type: 'started' },
    trace: [],
    commands: [],
    next: null,
    ids: {},
    bill: undefined,
    begin: undefined,
  }
}

/** A committer before a writer that does what the test says; `batches` are the calls of each statement. */
function committerOf(write: (steps: readonly Step[]) => Promise<Set<string>>) {
  const batches: string[][] = []
  const noting: StepWriter = (steps) => {
    batches.push(steps.map(({ callId }) => callId))
    return write(steps)
  }
  return { committer: createCommitter(noting, createMeters(new Registry()), pino({ level: 'silent' })), batches }
}

const all = async (steps: readonly Step[]) => new Set(steps.map(({ callId }) => callId))

test('steps that come while statements are under way share the next one', async () => {
  const releases: Array<() => void> = []
  const { committer, batches } = committerOf(async (steps) => {
    await new Promise<void>((resolve) => releases.push(resolve))
    return all(steps)
  })
  const first = committer.commit(stepOf('1'))
  await expect.poll(() => releases.length).toBe(1)
  const second = committer.commit(stepOf('2'))
  await expect.poll(() => releases.length).toBe(2)
  const rest = ['3', '4', '5'].map((id) => committer.commit(stepOf(id)))
  expect(committer.depth()).toBe(3)
  for (const release of releases) release()
  await Promise.all([first, second])
  await expect.poll(() => releases.length).toBe(3)
  releases[2]?.()
  expect(await Promise.all(rest)).toEqual(Array(3).fill({ written: true, retried: false }))
  expect(batches).toEqual([['1'], ['2'], ['3', '4', '5']])
})

test('workspaces take turns: one that is flooded fills no statement alone', async () => {
  const { committer, batches } = committerOf(all)
  const flood = Array.from({ length: 300 }, (_, i) => committer.commit(stepOf(`flood-${i}`, 'loud')))
  const quiet = committer.commit(stepOf('quiet', 'quiet'))
  await Promise.all([...flood, quiet])
  expect(batches[0]).toContain('quiet')
  expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(128)
})

test('one step that the database refuses does not take the others with it', async () => {
  const { committer } = committerOf(async (steps) => {
    if (steps.some(({ callId }) => callId === 'poison')) throw new Error('invalid input')
    return all(steps)
  })
  const results = await Promise.allSettled(['1', 'poison', '2'].map((id) => committer.commit(stepOf(id))))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('after a broken connection a step is tried again, and says that it may have been written before', async () => {
  const stored = new Set<string>()
  let tries = 0
  const { committer } = committerOf(async (steps) => {
    tries += 1
    const fresh = steps.filter(({ callId }) => !stored.has(callId))
    for (const { callId } of fresh) stored.add(callId)
    // Committed, but the word of it was lost.
    if (tries === 1) throw broken()
    return all(fresh)
  })
  expect(await committer.commit(stepOf('1'))).toEqual({ written: false, retried: true })
  expect(await committer.commit(stepOf('2'))).toEqual({ written: true, retried: false })
})
