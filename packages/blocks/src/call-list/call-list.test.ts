import type { BlockEvent, Outcome } from '@patchbay/flow/block'
import type { Json } from '@patchbay/flow/vars'
import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { callList } from './call-list.block'

const entry = (number: string, message = '') => ({ number, label: '', message })
const two = { numbers: [entry('+6562220001', 'One moment.'), entry('+6562220002')] }
const failed: BlockEvent = { type: 'done', result: { transferStatus: 'busy' } }

function walk(config: Record<string, unknown>, ...events: BlockEvent[]): Outcome[] {
  let memory: Json = null
  return [{ type: 'entered' } as const, ...events].map((event) => {
    const outcome = runBlock(callList, config, event, { memory })
    if (outcome.memory !== undefined) memory = outcome.memory
    return outcome
  })
}
const rung = (outcomes: Outcome[]) =>
  outcomes.map((outcome) =>
    outcome.kind === 'wait' && outcome.command.type === 'transfer' ? outcome.command.dest : outcome,
  )

test('rings one after the other, whether they are busy or can’t be rung', () => {
  const outcomes = walk(two, failed, { type: 'refused', status: 'error_dest_not_supported' })
  expect(rung(outcomes)).toEqual([
    '+6562220001',
    '+6562220002',
    { kind: 'exit', exit: 'nobody', result: { tried: 2 }, memory: null },
  ])
  expect(outcomes[0]).toMatchObject({ command: { msg: 'One moment.', onFailure: 'continue' } })
})

test('goes through the list again, as often as it is to', () => {
  expect(rung(walk({ ...two, rounds: 2 }, failed, failed, failed, failed))).toEqual([
    '+6562220001',
    '+6562220002',
    '+6562220001',
    '+6562220002',
    { kind: 'exit', exit: 'nobody', result: { tried: 4 }, memory: null },
  ])
})

test('a list without numbers, or a caller who is gone, rings nobody', () => {
  expect(walk({ numbers: [], rounds: 5 })).toMatchObject([{ exit: 'nobody' }])
  expect(runBlock(callList, two, { type: 'ended', result: {} })).toEqual({ kind: 'stay' })
})

test.each([
  ['no number', { numbers: [] }, ['numbers']],
  ['what is none', { numbers: [entry('mother')] }, ['numbers']],
  ['one that was looked up', { numbers: [entry('{{ look_up.row.number }}')] }, []],
  ['one twice is only doubtful', { numbers: [entry('+6562220001'), entry('+6562220001')] }, []],
])('%s', (_, config, fields) => {
  expect(badFields(callList, config)).toEqual(fields)
})
