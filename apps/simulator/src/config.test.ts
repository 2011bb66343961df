import { expect, test } from 'vitest'
import { readConfig } from './config'

test('nothing set, or set to nothing, gives the defaults', () => {
  expect(readConfig({ SIMULATOR_PORT: '', SIMULATOR_PUBLIC_URL: '' })).toEqual({
    ok: true,
    config: {
      SIMULATOR_PORT: 3001,
      SIMULATOR_HOST: '127.0.0.1',
      SIMULATOR_SIGNED: true,
      SIMULATOR_SPEED: 1,
      SIMULATOR_APP_ID: 'patchbay-demo',
      SIMULATOR_ACCESS_TOKEN: 'patchbay-demo-token',
      SIMULATOR_NUMBERS: ['+6531580000', '+6531580001', '+6531580002'],
      SIMULATOR_NOTIFY_IN_QUERY: false,
      SIMULATOR_GATHER_TIMEOUT: 'notify',
      SIMULATOR_CONCURRENT_CALLS: 8,
      SIMULATOR_KEPT_CALLS: 1_000,
      SIMULATOR_BALANCE: 1_000,
      LOG_LEVEL: 'warn',
    },
  })
})

test.each([
  ['SIMULATOR_PORT', 'http'],
  ['SIMULATOR_PORT', '65536'],
  ['SIMULATOR_SPEED', 'fast'],
  ['SIMULATOR_SPEED', '-1'],
  ['SIMULATOR_SPEED', '0.001'],
  ['SIMULATOR_PUBLIC_URL', 'ftp://example.com'],
  ['SIMULATOR_NUMBERS', '+6531580000,12'],
  ['SIMULATOR_NOTIFY_IN_QUERY', 'maybe'],
  ['SIMULATOR_GATHER_TIMEOUT', 'explode'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is named in one sentence', (name, value) => {
  const read = readConfig({ [name]: value })
  expect(read).toEqual({
    ok: false,
    message: expect.stringMatching(new RegExp(`^${name} must be [^:;]*\\.$`)),
  })
})
