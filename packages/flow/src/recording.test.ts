import { expect, test } from 'vitest'
import { addressPattern } from './recording'

const address = 'https://carrier.example/rec/1?of=a&b=(c)'
const left = (text: string, of = address) => text.replaceAll(new RegExp(addressPattern(of), 'g'), 'X')

test.each([
  [`Hear it: ${address}.`, 'Hear it: X.'],
  [`${address},${address}`, 'X,X'],
  [`https://x.example/?of=${encodeURIComponent(address)}&and`, 'https://x.example/?of=X&and'],
  ['<a href="https://carrier.example/rec/1?of=a&amp;b=(c)">', '<a href="X">'],
])('an address is found in “%s”', (text, without) => expect(left(text)).toBe(without))

test('in a longer address it is not', () => {
  const longer = 'https://carrier.example/rec/12 https://carrier.example/rec/1.mp3 https://carrier.example/rec/1-b'
  expect(left(`${longer} https://carrier.example/rec/1`, 'https://carrier.example/rec/1')).toBe(`${longer} X`)
})
