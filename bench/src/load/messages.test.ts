import { expect, test } from 'vitest'
import { createMessages } from './messages'

const message = (body: string) => `POST /x HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`

function cut(...chunks: string[]): string[] {
  const bodies: string[] = []
  const take = createMessages((_, body) => bodies.push(body))
  for (const chunk of chunks) take(Buffer.from(chunk, 'latin1'))
  return bodies
}

test('messages are cut out of the bytes however these come', () => {
  const both = message('a=1') + message('b=2')
  expect(cut(both)).toEqual(['a=1', 'b=2'])
  expect(cut(...both)).toEqual(['a=1', 'b=2'])
  expect(cut(both.slice(0, -1))).toEqual(['a=1'])
})

test('what has no length is no message of ours', () => {
  expect(() => cut('HTTP/1.1 200 OK\r\n\r\n')).toThrow('without a length')
})
