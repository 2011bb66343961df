import { describe, expect, test } from 'vitest'
import { mayRepeat, outcomeOf } from './delivery-rule'

test.each(['play', 'gather', 'record', 'monitor', 'transfer', 'hangup'] as const)('%s may be sent again', (type) => {
  expect(mayRepeat(type)).toBe(true)
})

test.each(['dial', 'sms'] as const)('%s is never sent again in doubt', (type) => {
  expect(mayRepeat(type)).toBe(false)
})

describe('what an answer means', () => {
  test.each([
    // status, reached, accepted, doubted before → outcome
    ['success_ok', true, true, false, 'taken'],
    ['success_ok', true, true, true, 'taken'],
    ['unreachable', false, false, false, 'again'],
    ['error_rate_limit_exceeded', true, false, false, 'again'],
    ['error_internal_server_error', true, false, false, 'unsure'],
    ['timeout', true, false, false, 'unsure'],
    ['unreachable', true, false, false, 'unsure'],
    ['unreadable_answer', true, false, false, 'unsure'],
    ['error_session_not_ready', true, false, false, 'again'],
    ['error_session_not_ready', true, false, true, 'taken'],
    ['error_monitor_in_progress', true, false, false, 'refused'],
    ['error_monitor_in_progress', true, false, true, 'taken'],
    ['error_session_ended', true, false, true, 'refused'],
    ['error_invalid_dest', true, false, false, 'refused'],
  ] as const)('%s (reached %s, accepted %s, doubt %s): %s', (status, reached, accepted, doubt, outcome) => {
    expect(outcomeOf({ status, reached, accepted }, doubt)).toBe(outcome)
  })
})
