import { sign } from '@patchbay/hoiio/signature'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Patchbay, startPatchbayHere } from './people.testing'
import { demoAccount } from './simulator-process'

let patchbay: Patchbay
let url: string

beforeAll(async () => {
  patchbay = await startPatchbayHere()
  url = `http://127.0.0.1:${patchbay.port}`
})

afterAll(() => patchbay.close())

const html = { accept: 'text/html,*/*' }
const json = { 'content-type': 'application/json' }

describe('the web app', () => {
  test('every page is the app, asked for afresh each time', async () => {
    for (const path of ['/', '/flows', '/calls/some-call']) {
      const page = await fetch(`${url}${path}`, { headers: html })
      expect(page.status).toBe(200)
      expect(page.headers.get('content-type')).toContain('text/html')
      expect(page.headers.get('cache-control')).toBe('no-cache')
    }
  })

  test('its files carry a hash in their names, and are kept for good', async () => {
    const page = await (await fetch(url, { headers: html })).text()
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? 'the page names no script'
    const file = await fetch(`${url}${script}`)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toContain('javascript')
    expect(file.headers.get('cache-control')).toContain('immutable')
  })

  test('what does not exist is said so, not answered with a page', async () => {
    const gone = await fetch(`${url}/assets/gone.js`)
    expect(gone.status).toBe(404)
    expect(await gone.json()).toEqual({ message: 'There is nothing at this address.' })
    expect((await fetch(`${url}/..%2f..%2fpackage.json`)).status).toBe(404)
  })
})

describe('the simulator behind /simulator', () => {
  test('its numbers are forwarded to us by the demo', async () => {
    const answer = await fetch(`${url}/simulator/control/numbers`)
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain(`${url}/hoiio/notify/`)
  })

  test.each(['/control/faults', '/open/user/get_balance', '/control/transcripts'])(
    'what is no handset’s is not reached, whatever stands behind it: %s',
    async (path) => {
      for (const behind of ['', '?a=/simulator/control/calls', '?/simulator/control/numbers'])
        expect((await fetch(`${url}/simulator${path}${behind}`)).status).toBe(404)
    },
  )

  test('its refusals come through as they are', async () => {
    const answer = await fetch(`${url}/simulator/control/calls`, { method: 'POST', headers: json, body: '{}' })
    expect(answer.status).toBe(400)
  })
})

describe('bad input', () => {
  const save = (body: string) => fetch(`${url}/trpc/flows.save`, { method: 'POST', headers: json, body })

  test('5 MB of JSON is refused with a sentence', async () => {
    const answer = await save(JSON.stringify({ id: 'x', document: 'y'.repeat(5 * 1024 * 1024) }))
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({
      error: { message: 'This is too large to be saved: at most 4 MB.', data: { code: 'PAYLOAD_TOO_LARGE' } },
    })
  })

  test.each(['{', '[]', '"text"', '{"id": 7}', ''])('%j is no request', async (body) => {
    const answer = await save(body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } })
  })

  test.each([
    ['an unknown token', 'application/x-www-form-urlencoded', 'session=S1&call_state=ringing', 401],
    ['another kind of body', 'multipart/form-data', 'session=S1', 401],
    ['a body larger than any notification', 'application/x-www-form-urlencoded', `a=${'1'.repeat(300_000)}`, 413],
  ])('a notification with %s', async (_, type, body, status) => {
    const headers = { 'content-type': type, 'x-hoiio-signature': sign(demoAccount.accessToken, body) }
    const answer = await fetch(`${url}/hoiio/notify/nobody`, { method: 'POST', headers, body })
    expect(answer.status).toBe(status)
    expect(await answer.json()).toEqual({ message: expect.stringMatching(/\w/) })
  })

  test('and it is still there afterwards', async () => {
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true })
  })
})
