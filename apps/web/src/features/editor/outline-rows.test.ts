import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, it } from 'vitest'
import { apartKey, hasInside, keysAbove, openRows, outlineRows, successor, typedAhead } from './outline-rows'

const menu = drawFlow({
  lonely: { block: 'play', to: { next: 'ring' } },
  ring: { block: 'play', to: { next: 'lonely' } },
  start: { block: 'answer', to: { next: 'menu' } },
  menu: {
    block: 'gather',
    config: { keys: ['1'], maxDigits: 1 },
    to: { 'key:1': 'desk', other: 'menu', none: 'bye' },
  },
  desk: { block: 'transfer', config: { goOn: true }, to: { failed: 'bye' } },
  bye: { block: 'hangup' },
})
const rows = outlineRows(menu)
const nothing: ReadonlySet<string> = new Set()
const row = (key: string) => rows.find((each) => each.key === key)

describe('the outline of a flow', () => {
  it('shows a block where it is met first, and refers to it elsewhere', () => {
    expect(rows.map(({ key, level }) => `${level} ${key}`)).toEqual([
      '1 start',
      '2 start/next',
      '3 menu',
      '4 menu/key:1',
      '5 desk',
      '6 desk/failed',
      '7 bye',
      '4 menu/other',
      '5 menu/other/',
      '4 menu/none',
      '5 menu/none/',
      `1 ${apartKey}`,
      '2 lonely',
      '3 lonely/next',
      '4 ring',
      '5 ring/next',
      '6 ring/next/',
    ])
    expect(row('menu/none/')).toMatchObject({ kind: 'reference', id: 'menu', to: 'bye', name: 'bye' })
    expect(row('menu/other')).toMatchObject({ position: 2, siblings: 3, to: 'menu' })
    expect(row(apartKey)).toMatchObject({ position: 2, siblings: 2 })
  })

  it('enters what is not connected where nothing leads to it', () => {
    const drawn = drawFlow({ last: { block: 'hangup' }, first: { block: 'play', to: { next: 'last' } } })
    expect(outlineRows(drawn).map(({ key }) => key)).toEqual([apartKey, 'first', 'first/next', 'last'])
    expect(outlineRows({ ...drawn, nodes: {}, edges: {} })).toEqual([])
  })

  it('says that an exit leads nowhere, also where its line ends on nothing', () => {
    const drawn = drawFlow({ start: { block: 'answer', to: { next: 'gone' } } })
    expect(outlineRows(drawn)[1]).toMatchObject({ kind: 'exit', to: null })
  })

  it('leaves out what is inside a closed row', () => {
    expect(openRows(rows, nothing)).toEqual(rows)
    expect(openRows(rows, new Set(['menu', apartKey])).map(({ key }) => key)).toEqual([
      'start',
      'start/next',
      'menu',
      apartKey,
    ])
    expect(rows.filter((each) => !hasInside(rows, each)).map(({ key }) => key)).toEqual([
      'bye',
      'menu/other/',
      'menu/none/',
      'ring/next/',
    ])
    expect(keysAbove(rows, 'desk')).toEqual(['menu/key:1', 'menu', 'start/next', 'start'])
  })

  it('names the row after one that is gone, or the one before', () => {
    const left = rows.filter((each) => each.kind === 'apart' || each.id !== 'desk')
    expect(successor(rows, 'desk', left)).toBe('bye')
    expect(successor(rows, 'ring/next/', rows.slice(0, -1))).toBe('ring/next')
    expect(successor(rows, 'menu', [])).toBeNull()
  })

  it('finds a row by the first letters of its name, around the end', () => {
    expect(typedAhead(rows, 0, 'm')?.key).toBe('menu')
    expect(typedAhead(rows, 2, 'ME')?.key).toBe('menu')
    expect(typedAhead(rows, 12, 'd')?.key).toBe('desk')
    expect(typedAhead(rows, 0, 'x')).toBeUndefined()
  })

  it('takes a flow of thousands of blocks in a row', () => {
    const deep = drawFlow(
      Object.fromEntries([
        ['n0', { block: 'answer', to: { next: 'n1' } }],
        ...Array.from({ length: 2_000 }, (_, i) => [`n${i + 1}`, { block: 'play', to: { next: `n${i + 2}` } }]),
      ]),
    )
    const all = outlineRows(deep)
    expect(all).toHaveLength(4_002)
    expect(all.at(-1)?.level).toBe(4_002)
    expect(openRows(all, new Set(['n1']))).toHaveLength(3)
  })
})
