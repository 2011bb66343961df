import { describe, expect, test } from 'vitest'
import { createOwnNames } from './own-names'

const names = createOwnNames({
  publicUrl: 'https://calls.example.com',
  listenHost: '0.0.0.0',
  more: ['calls.lan:8080', 'Front.Example.com'],
})

describe('hosts', () => {
  test.each([
    'calls.example.com',
    'CALLS.example.com',
    'calls.example.com.',
    'calls.example.com:443',
    'localhost:3000',
    'localhost:8080',
    '127.0.0.1:3000',
    '[::1]:3000',
    'calls.lan',
    'front.example.com:3000',
    '10.0.0.7:3000',
  ])('%s is ours', (host) => expect(names.hasHost(host, '10.0.0.7')).toBe(true))

  test.each([
    '',
    'evil.example',
    'calls.example.com.evil.example',
    'localhost.evil.example:3000',
    'evil.example:3000',
    'calls.example.com@evil.example',
    'evil.example/calls.example.com',
    '127.0.0.1.nip.io',
    '10.0.0.8',
    '0.0.0.0:3000',
    '[::]:3000',
    'calls.example.com, evil.example',
    'calls.example.com:99999',
  ])('%j is not', (host) => expect(names.hasHost(host, '10.0.0.7')).toBe(false))

  test('an address is ours as it came in, in either notation', () => {
    expect(names.hasHost('[fe80::1]:3000', 'fe80::1%eth0')).toBe(true)
    expect(names.hasHost('10.0.0.7', '::ffff:10.0.0.7')).toBe(true)
    expect(names.hasHost('10.0.0.7', undefined)).toBe(false)
  })

  test('what the server listens on is its name', () => {
    const lan = createOwnNames({ publicUrl: 'http://127.0.0.1:3000', listenHost: 'box.lan', more: [] })
    expect(lan.hasHost('box.lan:3000', '10.0.0.7')).toBe(true)
  })
})

describe('origins', () => {
  test.each([
    ['https://calls.example.com', 'internal:3000'],
    ['http://localhost:3000', 'localhost:3000'],
    ['https://localhost:3000', 'LOCALHOST:3000'],
    ['https://box.example.com', 'box.example.com:443'],
    ['https://front.example.com', 'internal'],
    ['http://calls.lan:8080', 'internal'],
  ])('%s for %s', (origin, host) => expect(names.hasOrigin(origin, host)).toBe(true))

  test.each([
    ['null', 'localhost:3000'],
    ['', 'localhost:3000'],
    ['https://evil.example', 'localhost:3000'],
    ['http://localhost:5173', 'localhost:3000'],
    ['http://calls.example.com', 'internal'],
    ['https://calls.example.com.evil.example', 'calls.example.com'],
    ['https://calls.example.com:8443', 'calls.example.com'],
    ['null', ''],
    ['null', 'bad host'],
  ])('not %s for %s', (origin, host) => expect(names.hasOrigin(origin, host)).toBe(false))
})
