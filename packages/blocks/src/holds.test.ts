import { findProblems } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { blocks } from './blocks'

type Drawn = Parameters<typeof drawFlow>[0]
const start = (to: string): Drawn => ({ a: { block: 'answer', to: { next: to } } })
const sms = (to: string): Drawn[string] => ({ block: 'sms', to: { sent: to, failed: to } })
const end: Drawn = { end: { block: 'hangup' } }

test.each<[string, Drawn, string[]]>([
  [
    'an SMS between the two',
    {
      ...start('h'),
      h: { block: 'hold', to: { next: 's' } },
      s: sms('u'),
      u: { block: 'unhold', to: { next: 'end' } },
      ...end,
    },
    [],
  ],
  [
    'a message while the caller is on hold',
    {
      ...start('h'),
      h: { block: 'hold', to: { next: 's' } },
      s: sms('p'),
      p: { block: 'play', to: { next: 'end' } },
      ...end,
    },
    ['on-hold p'],
  ],
  [
    'a second hold',
    {
      ...start('h'),
      h: { block: 'hold', to: { next: 'i' } },
      i: { block: 'hold', to: { next: 'u' } },
      u: { block: 'unhold', to: { next: 'end' } },
      ...end,
    },
    ['on-hold i'],
  ],
  ['nobody on hold', { ...start('u'), u: { block: 'unhold', to: { next: 'end' } }, ...end }, ['not-on-hold u']],
  [
    'a way round the hold',
    {
      ...start('s'),
      s: { block: 'sms', to: { sent: 'h', failed: 'u' } },
      h: { block: 'hold', to: { next: 'u' } },
      u: { block: 'unhold', to: { next: 'end' } },
      ...end,
    },
    ['not-on-hold u'],
  ],
])('%s', (_, drawn, found) => {
  const problems = findProblems(blocks, drawFlow(drawn)).filter(({ code }) => code.endsWith('on-hold'))
  expect(problems.map(({ code, node }) => `${code} ${node}`)).toEqual(found)
})
