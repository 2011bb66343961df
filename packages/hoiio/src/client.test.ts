import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { createHoiio, type Hoiio } from './client'
import { HoiioError } from './error'

type Request = { method: string | undefined; url: string | undefined; form: Record<string, string> }
type Reply = string | { status: number; body: string } | 'silence' | 'cut'

const open: { server: Server; hoiio: Hoiio }[] = []

/** A carrier on a real port that keeps what it was sent and answers as it is told. */
async function carrier(...replies: Reply[]) {
  const requests: Request[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()))
      requests.push({ method: request.method, url: request.url, form })
      const reply = replies[requests.length - 1] ?? '{"status":"success_ok"}'
      if (reply === 'silence') return
      if (reply === 'cut') return void request.socket.destroy()
      response.statusCode = typeof reply === 'string' ? 200 : reply.status
      response.end(typeof reply === 'string' ? reply : reply.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  const hoiio = createHoiio({
    baseUrl: `http://127.0.0.1:${address.port}/open`,
    appId: 'app',
    accessToken: 'token',
    timeoutMs: 300,
  })
  open.push({ server, hoiio })
  return { hoiio, requests }
}

afterEach(async () => {
  for (const { server, hoiio } of open.splice(0)) {
    server.closeAllConnections()
    await hoiio.close()
    await new Promise((resolve) => server.close(resolve))
  }
})

const n = 'http://me/n?a=1&b=2'
const rows: [string, (hoiio: Hoiio) => Promise<unknown>, string, Record<string, string>][] = [
  [
    'dial',
    ({ ivr }) => ivr.dial('+651', { msg: 'Hi you', callerId: 'private', maxDuration: 60, tag: 't', notifyUrl: n }),
    'ivr/start/dial',
    { dest: '+651', msg: 'Hi you', caller_id: 'private', max_duration: '60', tag: 't', notify_url: n },
  ],
  [
    'play',
    ({ ivr }) => ivr.play('S1', { msg: 'é&=+', notifyUrl: n }),
    'ivr/middle/play',
    { session: 'S1', msg: 'é&=+', notify_url: n },
  ],
  [
    'gather',
    ({ ivr }) => ivr.gather('S1', { msg: 'm', maxDigits: 0, timeout: 5, attempts: 2, notifyUrl: n }),
    'ivr/middle/gather',
    { session: 'S1', msg: 'm', max_digits: '0', timeout: '5', attempts: '2', notify_url: n },
  ],
  [
    'record',
    ({ ivr }) => ivr.record('S1', { maxDuration: 9, notifyUrl: n }),
    'ivr/middle/record',
    { session: 'S1', max_duration: '9', notify_url: n },
  ],
  [
    'monitor',
    ({ ivr }) => ivr.monitor('S1', { notifyUrl: n, monitorNotifyUrl: 'http://me/m' }),
    'ivr/middle/monitor',
    { session: 'S1', notify_url: n, monitor_notify_url: 'http://me/m' },
  ],
  ['hold', ({ ivr }) => ivr.hold('S1', { msg: 'wait' }), 'ivr/middle/hold', { session: 'S1', msg: 'wait' }],
  ['unhold', ({ ivr }) => ivr.unhold('S1', { tag: 't' }), 'ivr/middle/unhold', { session: 'S1', tag: 't' }],
  [
    'transfer',
    ({ ivr }) => ivr.transfer('S1', 'room:Weekly', { onFailure: 'continue', callerId: '+652' }),
    'ivr/end/transfer',
    { session: 'S1', dest: 'room:Weekly', on_failure: 'continue', caller_id: '+652' },
  ],
  ['hangup', ({ ivr }) => ivr.hangup('S1', { force: true }), 'ivr/end/hangup', { session: 'S1', force: 'enabled' }],
  ['hangup with words', ({ ivr }) => ivr.hangup('S1', { msg: 'bye' }), 'ivr/end/hangup', { session: 'S1', msg: 'bye' }],
  ['voice hangup', ({ voice }) => voice.hangup('AA-C-1'), 'voice/hangup', { txn_ref: 'AA-C-1' }],
  [
    'sms',
    ({ sms }) => sms.send('+651', 'hello', { senderName: 'Me', tag: 't' }),
    'sms/send',
    { dest: '+651', msg: 'hello', sender_name: 'Me', tag: 't' },
  ],
]

test.each(rows)('%s sends its parameters, and nothing that is empty', async (_, call, path, form) => {
  const { hoiio, requests } = await carrier()
  await call(hoiio)
  expect(requests).toEqual([
    { method: 'POST', url: `/open/${path}`, form: { app_id: 'app', access_token: 'token', ...form } },
  ])
})

describe('answers', () => {
  test('a success names its call', async () => {
    const { hoiio } = await carrier('{"status":"success_ok","txn_ref":"AA-C-1","session":"S1"}')
    const result = await hoiio.ivr.dial('+651')
    expect([result.isSuccess(), result.status, result.txnRef, result.session]).toEqual([
      true,
      'success_ok',
      'AA-C-1',
      'S1',
    ])
  })
  test('a refusal is a result, whatever the HTTP status', async () => {
    const { hoiio } = await carrier({ status: 400, body: '{"status":"error_insufficient_credit"}' })
    const result = await hoiio.ivr.dial('+651')
    expect([result.isSuccess(), result.status, result.session]).toEqual([false, 'error_insufficient_credit', undefined])
    expect(() => result.orThrow()).toThrow(/Top up/)
  })
  test('numbers, and a change of forwarding that sends all that it found', async () => {
    const entry = {
      number: '+651',
      forward_to: 'http://old',
      forward_sms_to: 'http://sms',
      mode: 'voice',
      capabilities: ['VOICE'],
    }
    const listed = JSON.stringify({ status: 'success_ok', entries_count: '1', entries: [entry] })
    const { hoiio, requests } = await carrier(listed)
    const [now] = await hoiio.numbers.getActive()
    if (now) await hoiio.numbers.updateForwarding(now, { forwardTo: 'http://new' })
    expect(requests[1]?.form).toMatchObject({
      number: '+651',
      forward_to: 'http://new',
      forward_sms_to: 'http://sms',
      mode: 'voice',
    })
  })
  test('the state of a call, with its bill', async () => {
    const { hoiio } = await carrier(
      '{"status":"success_ok","txn_ref":"AA-C-1","tag":"","call_status_dest1":"answered","call_status_dest2":"","date":"2012-06-06 11:10:36.0","duration":"2","currency":"SGD","rate":"0.036","debit":"0.072"}',
    )
    expect(await hoiio.voice.queryStatus('AA-C-1')).toEqual({
      txnRef: 'AA-C-1',
      tag: undefined,
      status: 'answered',
      transferStatus: undefined,
      startedAt: '2012-06-06T03:10:36.000Z',
      duration: 2,
      currency: 'SGD',
      rate: '0.036',
      debit: '0.072',
    })
  })
  test('balance, account and history', async () => {
    const { hoiio } = await carrier(
      '{"status":"success_ok","currency":"SGD","balance":"9.876","points":"0.000","bonus":"0.000"}',
      '{"status":"success_ok","uid":"AA-U-1","caller_ids":["+651"],"user_status":"active"}',
      '{"status":"success_ok","total_entries_count":"1","entries_count":"1","entries":[{"txn_ref":"AA-C-1","call_status_dest1":"busy"}]}',
    )
    expect(await hoiio.user.getBalance()).toMatchObject({ balance: '9.876', currency: 'SGD' })
    expect(await hoiio.user.getInfo()).toMatchObject({ uid: 'AA-U-1', caller_ids: ['+651'] })
    expect(await hoiio.voice.getHistory({ page: 1 })).toMatchObject({
      total: 1,
      entries: [{ txnRef: 'AA-C-1', status: 'busy' }],
    })
  })
})

describe('faults on the way', () => {
  test.each<[string, Reply, string, boolean]>([
    ['no answer', 'silence', 'timeout', true],
    ['a cut line', 'cut', 'unreachable', true],
    ['a page in HTML', '<html>502</html>', 'unreadable_answer', true],
    ['no status', '{"ok":true}', 'unreadable_answer', true],
    ['a flood', 'x'.repeat(1_000_001), 'unreadable_answer', true],
  ])('%s', async (_, reply, status, uncertain) => {
    const { hoiio } = await carrier(reply)
    const error = await hoiio.ivr.play('S1').catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(HoiioError)
    expect(error).toMatchObject({ status, uncertain, path: 'ivr/middle/play' })
  })
  test('nobody there: nothing was done', async () => {
    const hoiio = createHoiio({ baseUrl: 'http://127.0.0.1:1/open/', appId: 'a', accessToken: 't', timeoutMs: 500 })
    await expect(hoiio.ivr.play('S1')).rejects.toMatchObject({ status: 'unreachable', uncertain: false })
    await hoiio.close()
  })
  test('no secret stands in an error', async () => {
    const { hoiio } = await carrier('nonsense')
    const error: unknown = await hoiio.ivr.play('S1').catch((caught: unknown) => caught)
    expect(String(error)).not.toContain('token')
  })
})
