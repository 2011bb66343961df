import { expect, test } from 'vitest'
import { runBlock } from '../testing'
import { monitor } from './monitor.block'

test('says its notice, records from here on, and goes on', () => {
  expect(runBlock(monitor, { message: 'Recorded.', tag: 't' }, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'monitor', msg: 'Recorded.', tag: 't' },
  })
  expect(runBlock(monitor, {}, { type: 'done', result: {} })).toEqual({ kind: 'exit', exit: 'next' })
})
