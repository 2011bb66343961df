import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, it } from 'vitest'
import { type Check, checkHere, newestOnly } from './check-flow'

const drawn = (id: string) => drawFlow({ [id]: { block: 'answer' } })

it('checks at once where nothing else is asked for', () => {
  const told: number[] = []
  checkHere({ document: emptyDocument(), neighbours: null }, (problems) => told.push(problems.length))
  expect(told).toEqual([1])
})

it('asks one question at a time, skips to the newest, and tells no answer that was overtaken', () => {
  const asked: { document: FlowDocument; tell: Parameters<Check>[1] }[] = []
  const told: string[] = []
  const check = newestOnly(({ document }, tell) => void asked.push({ document, tell }))
  const ask = (id: string) => check({ document: drawn(id), neighbours: null }, () => told.push(id))
  const answer = () => asked.at(-1)?.tell([])
  ask('a')
  ask('b')
  ask('c')
  expect(asked).toHaveLength(1)
  answer()
  expect(told).toEqual([])
  expect(asked.map(({ document }) => Object.keys(document.nodes))).toEqual([['a'], ['c']])
  answer()
  expect(told).toEqual(['c'])
  ask('d')
  answer()
  expect(told).toEqual(['c', 'd'])
})
