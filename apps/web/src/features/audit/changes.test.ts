import { expect, test } from 'vitest'
import { changesOf } from './changes'

test.each([
  [null, null, []],
  [{ label: '' }, { label: 'Shop' }, [{ name: 'Label', before: 'empty', after: 'Shop' }]],
  [null, { version: 1 }, [{ name: 'Version', before: null, after: '1' }]],
  [
    { busyMessage: null, emergencyOn: false },
    { busyMessage: 'Later.', emergencyOn: true },
    [
      { name: 'Emergency message is on', before: 'no', after: 'yes' },
      { name: 'Busy message', before: null, after: 'Later.' },
    ],
  ],
  [
    { '+6531580000': { flow: 'Shop', version: 1 } },
    { '+6531580000': { flow: 'Shop', version: 2 } },
    [
      { name: '+6531580000, Flow', before: 'Shop', after: 'Shop' },
      { name: '+6531580000, Version', before: '1', after: '2' },
    ],
  ],
  [
    { silent: [] },
    { silent: ['shed', 'gone'] },
    [{ name: 'Kinds that nobody is told of', before: 'none', after: 'shed, gone' }],
  ],
  [{ en: null }, { en: { text: 'x'.repeat(300) } }, [{ name: 'en, Text', before: null, after: `${'x'.repeat(200)}…` }]],
])('%j → %j', (before, after, changes) => {
  expect(changesOf(before, after)).toEqual(changes)
})
