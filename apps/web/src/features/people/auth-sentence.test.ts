import { expect, test } from 'vitest'
import { authSentence } from './auth-sentence'

test('the server’s sentence is told as it is', () => {
  expect(authSentence('INVALID_CODE', 'This code is not right.')).toBe('This code is not right.')
})

test('a browser’s words are not', () => {
  const said = 'The operation either timed out or was not allowed.'
  expect(authSentence('ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY', said)).toMatch(/^No passkey was used/)
  expect(authSentence('UNKNOWN_ERROR', 'undefined is not a function')).toBe('That did not work. Try again.')
})

test('a refusal without words is told all the same', () => {
  expect(authSentence('', '')).toBe('That did not work. Try again.')
})
