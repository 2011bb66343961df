import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { clientAddress, countedAs, isLoopback, readTrust } from './client-address'

/** A request over a connection from `peer`, with what proxies wrote on it. */
function requestFrom(peer: string | undefined, forwardedFor?: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  if (forwardedFor !== undefined) request.headers['x-forwarded-for'] = forwardedFor
  return request
}

describe('where a request comes from', () => {
  test.each([
    ['', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['loopback', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['loopback', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.0/8', '10.1.2.3', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.0/8, 172.16.0.1', '172.16.0.1', '6.6.6.6, 198.51.100.1, 10.0.0.1', '198.51.100.1'],
    ['1', '203.0.113.9', '6.6.6.6, 198.51.100.1', '198.51.100.1'],
    ['2', '203.0.113.9', '198.51.100.1, 203.0.113.8', '198.51.100.1'],
  ])('trusting %j, %s which says %j is %s', (trust, peer, said, address) => {
    expect(clientAddress(requestFrom(peer, said), readTrust(trust))).toBe(address)
  })

  test('a connection that is gone has none', () => {
    expect(clientAddress(requestFrom(undefined), readTrust(''))).toBe('')
  })

  test.each(['somewhere', '10.0.0.0/99', 'true'])('%j is not what can be trusted', (text) => {
    expect(() => readTrust(text)).toThrow(TypeError)
  })
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8:1:3::1', '2001:db8:1:3::/64'],
  ['', 'unknown'],
  ['what?', 'unknown'],
])('%j is counted as %s', (address, counted) => expect(countedAs(address)).toBe(counted))

test('this machine is known in each notation', () => {
  expect(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true)
  expect(['10.0.0.1', '::', 'localhost', ''].some(isLoopback)).toBe(false)
})
