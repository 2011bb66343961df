import type { Command } from '@patchbay/flow/command'
import { describe, expect, test } from 'vitest'
import { mayRepeat, outcomeOf } from './delivery-rule'

const http = { type: 'request', url: 'https://example.com', headers: [], timeoutMs: 1_000, retries: 0 } as const

test.each<Command>([
  { type: 'play', msg: 'Hello' },
  { type: 'gather' },
  { type: 'record' },
  { type: 'monitor' },
  { type: 'transfer', dest: '+6562220001', onFailure: 'hangup' },
  { type: 'hangup' },
  { type: 'count', name: 'here', seconds: 60 },
  { ...http, method: 'GET' },
  { ...http, method: 'PUT' },
])('$type $method may be sent again', (command) => {
  expect(mayRepeat(command)).toBe(true)
})

test.each<Command>([
  { type: 'dial', dest: '+6562220001', tell: true },
  { type: 'sms', dest: '+6562220001', msg: 'Hello' },
  { type: 'email', to: 'a@example.com', subject: 'Hello', text: '' },
  { type: 'webhook', url: 'https://example.com', body: '{}' },
  { ...http, method: 'POST' },
])('$type $method is never sent again in doubt', (command) => {
  expect(mayRepeat(command)).toBe(false)
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
