import type { Neighbours } from '@patchbay/flow/neighbours'
import { findProblems } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'
import { promptIn } from './prompt-markup'

const text = (language: string, words: string) =>
  ({ language, sound: { kind: 'text', text: words, gender: null } }) as const

const neighbours: Neighbours = {
  tables: [{ key: 'extensions', name: 'Extensions' }],
  prompts: [
    {
      key: 'welcome',
      name: 'Welcome',
      takes: [
        text('en', 'Welcome <here> & now'),
        { language: 'zh-HK', sound: { kind: 'file', address: '/prompts/a.mp3' } },
      ],
    },
    { key: 'bye', name: 'Bye', takes: [text('en', 'Goodbye'), text('zh', '再见')] },
    { key: 'silent', name: 'Silent', takes: [] },
  ],
  secrets: ['api_key'],
  flows: [
    {
      id: 'menu',
      name: 'Menu',
      versions: [3, 2],
      ways: ['busy', 'done'],
      settings: [
        { key: 'tries', label: 'Tries', type: 'number' },
        { key: 'polite', label: '', type: 'yes-no' },
      ],
    },
  ],
}

type Drawn = Parameters<typeof drawFlow>[0]
const lookUp = (table: string): Drawn => ({ it: { block: 'lookup', config: { table, by: '1' } } })
const goTo = (flow: string, version: number | null, ways: string[]): Drawn => ({
  it: { block: 'go-to-flow', config: { flow, version, ways } },
})
const gives = (name: string, value: string): Drawn => ({
  it: { block: 'go-to-flow', config: { flow: 'menu', version: 3, ways: ['done'], settings: [{ name, value }] } },
})
const says = (message: string): Drawn => ({ it: { block: 'hangup', config: { message } } })
const asks = (value: string): Drawn => ({
  it: { block: 'request', config: { url: 'https://example.com', headers: [{ name: 'Key', value }] } },
})

const codes = [
  'unknown-table',
  'unknown-flow',
  'unknown-version',
  'way-without-exit',
  'bad-input',
  'unknown-secret',
  'unknown-prompt',
  'prompt-without-language',
]
function found(drawn: Drawn, language = 'en', around: Neighbours | null = neighbours) {
  return findProblems(blocks, { ...drawFlow(drawn), language }, around).filter(({ code }) => codes.includes(code))
}

describe('what a flow names of its neighbours', () => {
  test.each<[string, Drawn, string]>([
    ['a table that is not there', lookUp('extension'), 'unknown-table'],
    ['a flow that is not there', goTo('gone', null, ['done']), 'unknown-flow'],
    ['a version that is not there', goTo('menu', 1, ['done']), 'unknown-version'],
    ['a way that the newest also returns by', goTo('menu', null, ['done']), 'way-without-exit'],
    ['a number that is none', gives('tries', 'a few'), 'bad-input'],
    ['neither yes nor no', gives('polite', 'perhaps'), 'bad-input'],
    ['a secret that is not there', asks('{{ secret.token }}'), 'unknown-secret'],
    ['a prompt that is not there', says('{{ prompt.hello }}'), 'unknown-prompt'],
    ['a prompt without any take', says('{{ prompt.silent }}'), 'prompt-without-language'],
  ])('%s is a problem of that block', (_, drawn, code) => {
    expect(found(drawn)).toMatchObject([{ code, node: 'it' }])
  })

  test.each<[string, Drawn]>([
    ['a table', lookUp('extensions')],
    ['none chosen yet, which is another problem', lookUp('')],
    ['a flow, all its ways', goTo('menu', null, ['done', 'busy'])],
    ['an older version, whose ways stay as they are', goTo('menu', 2, ['done'])],
    ['a secret', asks('{{ secret.api_key }}')],
    ['prompts', says('{{ prompt.welcome }} {{ prompt.bye }}')],
  ])('%s is none', (_, drawn) => {
    expect(found(drawn)).toEqual([])
  })

  test('nothing is said of neighbours that are not known', () => {
    expect(found(says('{{ prompt.hello }}'), 'en', null)).toEqual([])
  })
})

describe('a prompt', () => {
  test('has to be there in the language of the flow, or in the one that it is a kind of', () => {
    expect(found(says('{{ prompt.welcome }} {{ prompt.bye }}'), 'zh-HK')).toEqual([])
    const [problem] = found(says('{{ prompt.bye }}'), 'de')
    expect(problem).toMatchObject({ code: 'prompt-without-language', severity: 'error', field: 'message' })
    expect(problem?.message).toContain('German')
  })

  test('and in every language that a Set block chooses', () => {
    const set = (value: string): Drawn => ({
      set: { block: 'set', config: { values: [{ name: 'language', value, as: 'text' }] }, to: { next: 'it' } },
      ...says('{{ prompt.welcome }}'),
    })
    expect(found(set('zh'))).toMatchObject([{ code: 'prompt-without-language', node: 'it' }])
    expect(found(set('zh-HK'))).toEqual([])
    expect(found(set('{{ digits }}'))).toEqual([])
    expect(found(set('no language at all'))).toMatchObject([{ message: expect.stringContaining('no language at all') }])
  })

  test.each([
    ['welcome', 'en', 'Welcome &lt;here&gt; &amp; now'],
    ['welcome', 'zh-HK', '<url>/prompts/a.mp3</url>'],
    ['welcome', 'zh', null],
    ['bye', 'zh-HK', '<speech language="zh">再见</speech>'],
    ['hello', 'en', null],
  ])('%s is heard in %s as %s', (key, language, markup) => {
    expect(promptIn(neighbours, key, language)).toBe(markup)
  })
})
