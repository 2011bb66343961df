import { createHash } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { refusePassword } from './password-policy'

const mei = { name: 'Mei Lin Tan', email: 'mei.tan@acme.example' }
const refused = (password: string, range: string | null = null) => refusePassword(password, mei, range)

describe('a password can’t be used', () => {
  test.each([
    ['of 9 characters', 'ocean 4 b', 'at least 10'],
    ['of 129 characters', 'ocean 4 b'.repeat(15).slice(0, 129), 'at most 128'],
    ['on everybody’s list', 'qwertyuiop', 'tried first'],
    ['a little changed', 'P@ssw0rd2024', 'tried first'],
    ['of one letter', 'aaaaaaaaaaaaaaaa', 'tried first'],
    ['with the mailbox', 'xx-mei.tan-xx', 'your e-mail address'],
    ['with the company', 'Acme is great 1', 'your e-mail address'],
    ['with our name', 'PatchBay rocks 9', 'patchbay'],
  ])('%s', async (_, password, says) => expect(await refused(password)).toContain(says))
})

test.each(['kitchen sofa lantern', 'correct horse battery', 'zX9-qq.!7lK2', '静かな夜の川の音が聞こえる'])(
  '%s can',
  async (password) => {
    expect(await refused(password)).toBe(null)
  },
)

test('the longest take no time that others would notice', async () => {
  const began = performance.now()
  await refused('4@8({[<369&#!/1|0$5+7%2'.repeat(8).slice(0, 128))
  expect(performance.now() - began).toBeLessThan(1_000)
})

describe('an index of breached passwords', () => {
  let index: Server | undefined
  afterEach(() => index?.close())

  async function indexThat(answers: RequestListener): Promise<string> {
    const server = createServer(answers)
    index = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/range/` : ''
  }

  const password = 'kitchen sofa lantern'
  const hash = createHash('sha1').update(password).digest('hex').toUpperCase()

  test('is asked with five letters of a hash, and believed', async () => {
    const asked: string[] = []
    const range = await indexThat((request, response) => {
      asked.push(request.url ?? '')
      response.end(`0000000000000000000000000000000000A:3\r\n${hash.slice(5)}:12\r\n`)
    })
    expect(await refused(password, range)).toContain('tried first')
    expect(await refused('velvet harbour clock', range)).toBe(null)
    expect(asked[0]).toBe(`/range/${hash.slice(0, 5)}`)
    expect(asked.every((url) => url.length === '/range/'.length + 5)).toBe(true)
  })

  test('what it pads its answer with was never breached', async () => {
    expect(await refused(password, await indexThat((_, response) => response.end(`${hash.slice(5)}:0`)))).toBe(null)
  })

  test('that is away, broken or slow says nothing against a password', async () => {
    expect(await refused(password, 'http://127.0.0.1:1/')).toBe(null)
    expect(await refused(password, await indexThat((_, response) => response.writeHead(500).end()))).toBe(null)
    index?.close()
    expect(await refused(password, await indexThat(() => undefined))).toBe(null)
    index?.closeAllConnections()
  })
})
