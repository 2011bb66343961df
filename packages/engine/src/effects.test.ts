import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startMailbox } from './mailbox.testing'
import { verifyWebhook, webhookKey } from './outbound/webhook'
import { aboutSecret } from './secrets/cipher'
import { addNumber, addVersion, addWorkspace, startTestEngine, type TestEngine } from './testing'
import { type Asked, startWebServer } from './web-server.testing'

let house: TestEngine
let web: Awaited<ReturnType<typeof startWebServer>>
let mailbox: Awaited<ReturnType<typeof startMailbox>>
let told: Asked[] = []
let answer: { status: number; body: string } = { status: 200, body: '{}' }
let workspaceId: string

beforeAll(async () => {
  web = await startWebServer((asked) => {
    told.push(asked)
    return answer
  })
  mailbox = await startMailbox()
  const { smtpUrl } = mailbox
  house = await startTestEngine({ allow: '127.0.0.1', smtpUrl })
})
afterAll(async () => {
  await house.close()
  web.close()
  await mailbox.close()
})
beforeEach(async () => {
  told = []
  mailbox.mails.length = 0
  answer = { status: 200, body: '{}' }
  house.carrier.forget()
  await house.pool.query('TRUNCATE workspace CASCADE')
  workspaceId = await addWorkspace(house.pool)
})

async function ring(drawn: Parameters<typeof drawFlow>[0], session = 'S1') {
  const { versionId } = await addVersion(house.pool, workspaceId, drawFlow(drawn))
  const { token } = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(token, { session, call_state: 'ringing', from: '+6591234567', to: '+6531580000' })
  await house.engine.idle()
}

const end = {
  bye: { block: 'hangup', config: { message: 'Bye {{ city }}' } },
  sorry: { block: 'hangup', config: { message: 'Sorry' } },
}
const lookUp = (config: Record<string, string | object>) => ({
  start: { block: 'answer', to: { next: 'ask' } },
  ask: { block: 'request', config: { ...config } as never, to: { success: 'bye', failed: 'sorry' } },
  ...end,
})
const lastWords = () => house.carrier.requests.filter(({ params }) => params.msg !== undefined).at(-1)?.params.msg

describe('a request', () => {
  test('goes out after it is written down, and what it answers goes on in the flow', async () => {
    answer.body = '{"place":{"city":"Lyon"}}'
    await ring(lookUp({ url: `${web.url}/of/{{ caller }}`, keep: [{ name: 'city', value: 'place.city' }] }))
    expect(told).toMatchObject([{ method: 'GET', path: '/of/+6591234567' }])
    expect(lastWords()).toBe('Bye Lyon')
    const [call] = await house.calls()
    const events = await house.events(call?.id ?? '')
    expect(events.map(({ key }) => key)).toEqual(['started', '1:done'])
  })

  test('sends secrets along, and keeps none of them', async () => {
    const kept = house.cipher.encrypt('hush "hush"', aboutSecret(workspaceId, 'api_key'))
    await house.pool.query('INSERT INTO secret (workspace_id, key, ciphertext) VALUES ($1, $2, $3)', [
      workspaceId,
      'api_key',
      kept,
    ])
    await ring(
      lookUp({
        method: 'POST',
        url: `${web.url}/`,
        body: 'json',
        data: [{ name: 'key', value: '{{ secret.api_key }}' }],
        headers: [{ name: 'X-Key', value: 'Bearer {{ secret.api_key }}' }],
      }),
    )
    expect(told[0]).toMatchObject({ body: '{"key":"hush \\"hush\\""}', headers: { 'x-key': 'Bearer hush "hush"' } })
    const { rows } = await house.pool.query(
      `SELECT event::text || trace::text || commands::text AS kept FROM call_event`,
    )
    expect(JSON.stringify(rows)).not.toContain('hush')
  })

  test('without the secret that it names never leaves', async () => {
    await ring(lookUp({ url: `${web.url}/{{ secret.nothing }}` }))
    expect(told).toEqual([])
    expect(lastWords()).toBe('Sorry')
  })

  test('keeps the caller company meanwhile', async () => {
    answer.body = '{"city":"Lyon"}'
    await ring(lookUp({ url: `${web.url}/`, message: 'One moment.', keep: [{ name: 'city', value: 'city' }] }))
    expect(house.paths()).toEqual(['ivr/middle/hold', 'ivr/middle/unhold'])
    await house.finishBlock({})
    expect(lastWords()).toBe('Bye Lyon')
  })

  test('to an address that may not be reached fails', async () => {
    await ring(lookUp({ url: 'http://169.254.169.254/latest' }))
    expect(lastWords()).toBe('Sorry')
  })
})

const tell = (config: Record<string, string>) => ({
  start: { block: 'answer', to: { next: 'tell' } },
  tell: { block: 'notify', config, to: { sent: 'bye', failed: 'sorry' } },
  ...end,
})

describe('telling somebody', () => {
  test('by e-mail', async () => {
    await ring(tell({ to: 'mei@example.com', subject: 'A call\r\nBcc: all@example.com', text: '{{ caller }} rang' }))
    expect(mailbox.mails).toHaveLength(1)
    expect(mailbox.mails[0]).toMatch(/^To: mei@example.com/m)
    expect(mailbox.mails[0]).toContain('+6591234567 rang')
    expect(mailbox.mails[0]).not.toMatch(/^Bcc/m)
    expect(lastWords()).toBe('Bye ')
  })

  test('script in a mail is text: there is no HTML in it', async () => {
    const script = '<img src=x onerror=ran()><script>ran()</script>'
    await ring(tell({ to: 'mei@example.com', subject: script, text: script }))
    expect(mailbox.mails).toHaveLength(1)
    expect(mailbox.mails[0]).toMatch(/^Content-Type: text\/plain/m)
    expect(mailbox.mails[0]).not.toMatch(/text\/html|multipart/)
  })

  test.each(['http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/'])(
    'a webhook to where a cloud tells its secrets fails: %s',
    async (url) => {
      await ring(tell({ by: 'webhook', url, text: 'rang' }))
      expect(lastWords()).toBe('Sorry')
    },
  )

  test('of a message whose caller has hung up', async () => {
    const config = { tell: 'email', to: 'mei@example.com', thanks: 'Thank you.' }
    await ring({
      start: { block: 'answer', to: { next: 'voicemail' } },
      voicemail: { block: 'voicemail', config, to: { left: 'bye', none: 'bye', failed: 'sorry' } },
      ...end,
    })
    const [request] = house.carrier.requests.slice(-1)
    expect(request?.path).toBe('ivr/middle/record')
    await house.finishBlock({ call_state: 'ended', record_url: 'https://carrier.example/7.mp3' })
    await house.engine.idle()
    expect(mailbox.mails).toHaveLength(1)
    expect(mailbox.mails[0]).toContain('+6591234567 left a message: https://carrier.example/7.mp3')
    expect(lastWords()).toBeUndefined()
    const [call] = await house.calls()
    expect(call).toMatchObject({ disposition: 'caller-hung-up' })
  })

  test('by a webhook that is signed', async () => {
    await ring(tell({ by: 'webhook', url: `${web.url}/hook`, text: 'rang' }))
    const secret = webhookKey(house.cipher, workspaceId)
    expect(told).toMatchObject([{ method: 'POST', path: '/hook' }])
    const [hook] = told
    expect(verifyWebhook(secret, hook?.body ?? '', String(hook?.headers['patchbay-signature']), Date.now())).toBe(true)
    expect(verifyWebhook(secret, `${hook?.body} `, String(hook?.headers['patchbay-signature']), Date.now())).toBe(false)
    expect(verifyWebhook(secret, hook?.body ?? '', String(hook?.headers['patchbay-signature']), Date.now() + 1e6)).toBe(
      false,
    )
  })

  test('who does not listen, is a failure', async () => {
    answer.status = 500
    await ring(tell({ by: 'webhook', url: `${web.url}/hook`, text: 'rang' }))
    expect(lastWords()).toBe('Sorry')
  })
})

test('a call that is counted twice is counted once', async () => {
  const { createCounts } = await import('./counts')
  const count = createCounts(house.pool)
  await ring(tell({ by: 'webhook', url: `${web.url}/hook`, text: 'rang' }))
  const [call] = await house.calls()
  const place = { workspaceId, callId: call?.id ?? '', step: 7 }
  expect(await count(place, 'here', 60)).toBe(1)
  expect(await count(place, 'here', 60)).toBe(1)
  expect(await count({ ...place, step: 8 }, 'here', 60)).toBe(2)
  expect(await count({ ...place, step: 9 }, 'there', 60)).toBe(1)

  // A flow that the call's own one walks has its own count, though its blocks may be called the same.
  const other = await addVersion(house.pool, workspaceId, drawFlow({}))
  await house.pool.query(`UPDATE call SET state = jsonb_set(state, '{version}', $2) WHERE id = $1`, [
    place.callId,
    JSON.stringify(other.versionId),
  ])
  expect(await count({ ...place, step: 10 }, 'here', 60)).toBe(1)
  expect(await count({ ...place, step: 11 }, 'here', 60)).toBe(2)
})
