import type { TraceEntry } from '@patchbay/flow/trace'
import { expect, test } from 'vitest'
import { brokenSteps } from './broken-step'

const call = { id: 'c', workspaceId: 'w', versionId: 'v' }
const left = (node: string): TraceEntry => ({ type: 'left', node, exit: 'failed' })

test.each<[string, TraceEntry[], string[]]>([
  ['a good step', [{ type: 'entered', node: 'a' }, left('a')], []],
  [
    'an exit that leads nowhere',
    [{ type: 'problem', code: 'dead-end', node: 'a', detail: 'next' }],
    ['broken-step v/a'],
  ],
  ['a flow without a start', [{ type: 'problem', code: 'no-start', node: null }], ['broken-step v']],
  ['one in another flow', [{ type: 'problem', code: 'dead-end', node: 'b', flow: 'x' }], ['broken-step x/b']],
  ['a loop', [{ type: 'problem', code: 'too-many', node: 'a' }], ['too-many v']],
  ['a block that can’t, with a way for that', [{ type: 'problem', code: 'unable', node: 'a' }, left('a')], []],
  ['and without one', [{ type: 'problem', code: 'unable', node: 'a' }], ['broken-step v/a']],
  ['what has an alert of its own, or is none', [{ type: 'problem', code: 'refused', node: 'a' }, { type: 'late' }], []],
])('%s', (_, trace, alerts) => {
  expect(brokenSteps(call, trace).map(({ code, subject }) => `${code} ${subject}`)).toEqual(alerts)
})
