import { expect, test, vi } from 'vitest'
import { badFields, runBlock } from '../testing'
import { lookUp } from './look-up.block'

const config = { table: 'extensions', by: ' {{ digits }} ' }

test('finds a row, and gives its columns', () => {
  const fact = vi.fn(() => ({ extension: '42', number: '+6562220001' }))
  expect(runBlock(lookUp, config, { type: 'entered' }, { fact })).toMatchObject({
    exit: 'found',
    result: { row: { extension: '42', number: '+6562220001' }, found: true },
    why: '“42” is in extensions',
  })
  expect(fact).toHaveBeenCalledWith({ type: 'row', table: 'extensions', key: '42' })
})

test('says that there is none', () => {
  expect(runBlock(lookUp, config, { type: 'entered' })).toMatchObject({
    exit: 'not-found',
    result: { row: {}, found: false },
  })
})

test('needs a table, and something to look for', () => {
  expect(badFields(lookUp, {})).toEqual(['table', 'by'])
  expect(badFields(lookUp, config)).toEqual([])
})
