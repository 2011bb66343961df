import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentSchema, type FlowDocument } from './document'
import { applyEdit, type Edit } from './edit'
import { compareSides, mergeSides } from './merge'
import { someEdits } from './some-edits'
import { drawFlow } from './testing'

const base = drawFlow({
  a: { block: 'answer', to: { next: 'b' } },
  b: { block: 'gather', name: 'Menu', to: { none: 'c' } },
  c: { block: 'hangup', name: 'Bye' },
})
const edited = (...edits: Edit[]): FlowDocument => edits.reduce(applyEdit, base)
const nobody = new Set<string>()

describe('merging', () => {
  test('keeps both sides where they do not meet', () => {
    const mine = edited({ type: 'rename', id: 'b', name: 'Main menu' })
    const theirs = edited({ type: 'configure', id: 'c', config: { message: 'Goodbye.' } })
    expect(compareSides(base, mine, theirs)).toEqual({ contested: [], mine: 1, theirs: 1 })
    const merged = mergeSides(base, mine, theirs, nobody)
    expect(merged.nodes.b?.name).toBe('Main menu')
    expect(merged.nodes.c?.config).toEqual({ message: 'Goodbye.' })
  })

  test('asks about a block that both changed, and takes the side that is chosen', () => {
    const mine = edited({ type: 'rename', id: 'b', name: 'Mine' })
    const theirs = edited({ type: 'rename', id: 'b', name: 'Theirs' })
    expect(compareSides(base, mine, theirs).contested).toEqual(['b'])
    expect(mergeSides(base, mine, theirs, new Set(['b'])).nodes.b?.name).toBe('Mine')
    expect(mergeSides(base, mine, theirs, nobody).nodes.b?.name).toBe('Theirs')
  })

  test('has nothing to ask where both did the same', () => {
    const both = edited({ type: 'rename', id: 'b', name: 'Same' })
    expect(compareSides(base, both, structuredClone(both)).contested).toEqual([])
  })

  test('takes a line away that would lead to a block which the other side deleted', () => {
    const mine = edited({ type: 'connect', id: 'new', edge: { from: 'a', exit: 'next', to: 'c' } })
    const theirs = edited({ type: 'delete', ids: ['c'] })
    const merged = mergeSides(base, mine, theirs, new Set(['a', 'b']))
    expect(Object.values(merged.edges).filter(({ to }) => to === 'c')).toEqual([])
  })
})

test('whatever two people did, merging gives a flow that reads, with each side’s own blocks', () => {
  fc.assert(
    fc.property(someEdits(40), someEdits(40), fc.boolean(), (ours, others, keep) => {
      const [mine, theirs] = [edited(...ours), edited(...others)]
      const { contested } = compareSides(base, mine, theirs)
      const merged = mergeSides(base, mine, theirs, keep ? new Set(contested) : nobody)
      expect(documentSchema.safeParse(merged).success).toBe(true)
      const side = keep ? mine : theirs
      for (const id of contested) expect(merged.nodes[id]).toEqual(side.nodes[id])
      for (const { from, to } of Object.values(merged.edges))
        expect(merged.nodes).toMatchObject({ [from]: {}, [to]: {} })
    }),
  )
})

test('a side that changed nothing gives way in everything but lines that lead nowhere', () => {
  fc.assert(
    fc.property(someEdits(40), (edits) => {
      const theirs = edited(...edits)
      expect(mergeSides(base, base, theirs, nobody).nodes).toEqual(theirs.nodes)
      expect(mergeSides(base, theirs, base, nobody).ui).toEqual(theirs.ui)
    }),
  )
})
