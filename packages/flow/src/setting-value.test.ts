import { describe, expect, test } from 'vitest'
import type { FlowSetting } from './document'
import { settingFault, settingWritten } from './setting-value'
import type { Json } from './vars'

const weekly = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }]

describe('a setting that is written as a text', () => {
  test.each<[FlowSetting['type'], Json, Json]>([
    ['number', ' 12.5 ', 12.5],
    ['number', '', ''],
    ['number', 'a few', 'a few'],
    ['number', 'Infinity', 'Infinity'],
    ['yes-no', 'Yes', true],
    ['yes-no', 'false', false],
    ['yes-no', 'perhaps', 'perhaps'],
    ['hours', JSON.stringify(weekly), weekly],
    ['hours', 'always', 'always'],
    ['hours', '[{"days":[9]}]', '[{"days":[9]}]'],
    ['phone', ' +6561234567 ', '+6561234567'],
    ['text', ' as it is ', ' as it is '],
    ['number', 7, 7],
  ])('%s: %j is %j', (type, written, meant) => {
    expect(settingWritten(type, written)).toEqual(meant)
  })

  test('fits once it is meant so, and not before', () => {
    expect(settingFault('hours', JSON.stringify(weekly))).not.toBeNull()
    expect(settingFault('hours', settingWritten('hours', JSON.stringify(weekly)))).toBeNull()
  })
})
