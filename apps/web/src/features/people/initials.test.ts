import { expect, test } from 'vitest'
import { initials } from './initials'

test.each([
  ['Mei Tan', 'MT'],
  ['jo', 'J'],
  ['Ana María de la Cruz', 'AC'],
  ['“Bo” (night) ', 'BN'],
  ['陈美', '陈'],
  ['', ''],
  [' – ', ''],
])('%j → %j', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
