import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerSchema, type Bench, caller, first, second, startBench } from './testing'

let bench: Bench
let session: string
let busy: string
let ended: string
let foreign: string
let txnRef: string
let foreignTxnRef: string
beforeAll(async () => {
  bench = await startBench()
  const ongoing = await bench.dial()
  session = ongoing.session
  txnRef = ongoing.txn_ref
  busy = (await bench.dial()).session
  await bench.open('ivr/middle/gather', { session: busy, notify_url: url })
  ended = (await bench.dial()).session
  await bench.act(ended, 'hangup')
  const other = await bench.ring('+6531580009')
  foreign = other.session
  foreignTxnRef = other.txn_ref
})
afterAll(() => bench.close())

const url = 'http://127.0.0.1:9/none'
const long = (length: number) => 'x'.repeat(length)

type Case = [status: string, path: string, params: () => Record<string, string>]
const ivr = (path: string, status: string, params: Record<string, string>): Case => [
  status,
  `ivr/${path}`,
  () => ({ session, notify_url: url, ...params }),
]

const required: Case[] = [
  ['error_dest_param_missing', 'ivr/start/dial', () => ({})],
  ['error_session_param_missing', 'ivr/middle/play', () => ({ session: '' })],
  ['error_session_param_missing', 'ivr/middle/gather', () => ({})],
  ['error_notify_url_param_missing', 'ivr/middle/gather', () => ({ session })],
  ['error_notify_url_param_missing', 'ivr/middle/record', () => ({ session, notify_url: '' })],
  ['error_notify_url_param_missing', 'ivr/middle/monitor', () => ({ session })],
  ['error_session_param_missing', 'ivr/middle/hold', () => ({})],
  ['error_session_param_missing', 'ivr/middle/unhold', () => ({})],
  ['error_dest_param_missing', 'ivr/end/transfer', () => ({ session })],
  ['error_session_param_missing', 'ivr/end/hangup', () => ({})],
  ['error_number_param_missing', 'number/update_forwarding', () => ({})],
  ['error_txn_ref_param_missing', 'voice/query_status', () => ({})],
  ['error_txn_ref_param_missing', 'voice/hangup', () => ({})],
  ['error_dest_param_missing', 'sms/send', () => ({ msg: 'hi' })],
  ['error_msg_param_missing', 'sms/send', () => ({ dest: caller })],
]
const sessions: Case[] = [
  ['error_invalid_session', 'ivr/middle/play', () => ({ session: 'S1' })],
  ['error_invalid_session', 'ivr/middle/play', () => ({ session: '__proto__' })],
  ['error_session_access_denied', 'ivr/middle/play', () => ({ session: foreign })],
  ['error_session_ended', 'ivr/middle/play', () => ({ session: ended })],
  ['error_session_ended', 'ivr/end/hangup', () => ({ session: ended, force: 'enabled' })],
  ['error_session_not_ready', 'ivr/middle/play', () => ({ session: busy })],
  ['error_session_not_ready', 'ivr/end/transfer', () => ({ session: busy, dest: caller })],
  ['error_session_not_ready', 'ivr/middle/hold', () => ({ session: busy })],
  ['error_session_not_on_hold', 'ivr/middle/unhold', () => ({ session })],
  // The session is looked at before the values.
  ['error_session_ended', 'ivr/middle/play', () => ({ session: ended, msg: long(1_001) })],
]
const values: Case[] = [
  ivr('middle/play', 'error_tag_invalid_length', { tag: long(257) }),
  ivr('middle/play', 'error_invalid_notify_url', { notify_url: 'ftp://example.com/' }),
  ivr('middle/play', 'error_invalid_notify_url', { notify_url: 'here' }),
  ivr('middle/play', 'error_invalid_notify_url', { notify_url: `http://example.com/${long(4_000)}` }),
  ivr('middle/play', 'error_unable_to_resolve_notify_url', { notify_url: 'http://nowhere.invalid/' }),
  ivr('middle/monitor', 'error_invalid_notify_url', { monitor_notify_url: 'here' }),
  ivr('middle/play', 'error_msg_invalid_length', { msg: long(1_001) }),
  ivr('middle/play', 'error_msg_invalid_language', { msg: '<speech language="xx">Hi</speech>' }),
  ivr('middle/play', 'error_msg_invalid_gender', { msg: '<speech gender="both">Hi</speech>' }),
  ivr('middle/play', 'error_msg_invalid_xml', { msg: '<speech>Hi' }),
  ivr('middle/play', 'error_msg_invalid_xml', { msg: 'a < b' }),
  ivr('middle/play', 'error_msg_invalid_url', { msg: '<url>file:///etc/passwd</url>' }),
  ivr('middle/play', 'error_msg_invalid_file_format', { msg: '<url>http://example.com/a.ogg</url>' }),
  ivr('middle/play', 'error_msg_download_failed', { msg: '<url>http://nowhere.invalid/a.mp3</url>' }),
  ivr('middle/play', 'error_msg_cannot_convert_text', { msg: 'bell\u0007' }),
  ivr('middle/gather', 'error_invalid_max_digits', { max_digits: '256' }),
  ivr('middle/gather', 'error_invalid_max_digits', { max_digits: 'many' }),
  ivr('middle/gather', 'error_invalid_timeout', { timeout: '0' }),
  ivr('middle/gather', 'error_invalid_timeout', { timeout: '1.5' }),
  ivr('middle/gather', 'error_invalid_attempts', { attempts: '0' }),
  ivr('middle/record', 'error_invalid_max_duration', { max_duration: '-1' }),
  ivr('start/dial', 'error_invalid_max_duration', { dest: caller, max_duration: 'long' }),
  ivr('start/dial', 'error_dest_invalid', { dest: '91234567' }),
  ivr('start/dial', 'error_dest_not_supported', { dest: '+9791234567' }),
  ivr('start/dial', 'error_caller_id_invalid', { dest: caller, caller_id: '+6500000000' }),
  ivr('end/transfer', 'error_dest_invalid', { dest: 'nobody' }),
  ivr('end/transfer', 'error_dest_not_supported', { dest: '+9991234567' }),
  ivr('end/transfer', 'error_caller_id_invalid', { dest: caller, caller_id: '+6500000000' }),
  ivr('end/transfer', 'error_invalid_room', { dest: 'room:not a room' }),
  ivr('end/transfer', 'error_invalid_room', { dest: `room:${long(33)}` }),
  ivr('end/transfer', 'error_on_failure_invalid', { dest: caller, on_failure: 'retry' }),
]
const others: Case[] = [
  ['error_number_invalid', 'number/update_forwarding', () => ({ number: '123' })],
  ['error_number_not_assigned', 'number/update_forwarding', () => ({ number: '+6531580009' })],
  ...[
    ['error_forward_to_invalid', { forward_to: 'mailto:me@example.com' }],
    ['error_unable_to_resolve_forward_to', { forward_to: 'http://nowhere.invalid/' }],
    ['error_mode_invalid', { mode: 'telex' }],
    ['error_incoming_sms_not_supported', { forward_sms_to: 'http://example.com/' }],
    ['error_incoming_sms_not_supported', { forward_to_sms: 'http://example.com/' }],
  ].map(
    ([status, params]): Case => [
      String(status),
      'number/update_forwarding',
      () => ({ number: '+6531580000', ...Object(params) }),
    ],
  ),
  ['error_invalid_txn_ref', 'voice/query_status', () => ({ txn_ref: 'AA-C-1' })],
  ['error_txn_ref_access_denied', 'voice/query_status', () => ({ txn_ref: foreignTxnRef })],
  ['error_txn_ref_access_denied', 'voice/hangup', () => ({ txn_ref: foreignTxnRef })],
  ['error_from_invalid', 'voice/get_history', () => ({ from: 'yesterday' })],
  ['error_to_invalid', 'voice/get_history', () => ({ to: '2026-02-31 00:00:00' })],
  ['error_to_before_from', 'voice/get_history', () => ({ from: '2026-11-02 00:00:00', to: '2026-11-01 00:00:00' })],
  ['error_page_invalid', 'voice/get_history', () => ({ page: '0' })],
  ['error_page_invalid', 'voice/get_history', () => ({ page: '9' })],
  ['error_dest_invalid', 'sms/send', () => ({ dest: '1', msg: 'hi' })],
  ['error_msg_empty', 'sms/send', () => ({ dest: caller, msg: ' ' })],
  ['error_msg_too_big', 'sms/send', () => ({ dest: caller, msg: long(1_531) })],
  ['error_invalid_sender_name', 'sms/send', () => ({ dest: caller, msg: 'hi', sender_name: 'far too long a name' })],
]

describe.each([
  ['a required parameter', required],
  ['the session', sessions],
  ['a value', values],
  ['other endpoints', others],
])('%s', (_, cases) => {
  test.each(cases)('%s from %s', async (status, path, params) => {
    const before = await bench.call(session)
    expect(await bench.open(path, params())).toEqual({ status })
    const after = await bench.call(session)
    expect(after).toMatchObject({ state: before.state, running: before.running, leg: before.leg })
  })
})

test('a monitor that runs is not started again', async () => {
  const { session: own } = await bench.dial()
  await bench.open('ivr/middle/monitor', { session: own, notify_url: url })
  expect(await bench.open('ivr/middle/monitor', { session: own, notify_url: url })).toEqual({
    status: 'error_monitor_in_progress',
  })
  await bench.act(own, 'hangup')
})

test('method, parameters, app_id and access_token are looked at first, in this order', async () => {
  const status = async (...sent: Parameters<Bench['send']>) =>
    answerSchema.parse(JSON.parse((await bench.send(...sent)).bytes.toString())).status
  const path = '/open/ivr/middle/play'
  expect(await status('PUT', path, '%')).toBe('error_invalid_http_method')
  expect(await status('DELETE', path)).toBe('error_invalid_http_method')
  expect(await status('POST', path, 'a=%ff')).toBe('error_malformed_params')
  expect(await status('POST', path, 'a=%')).toBe('error_malformed_params')
  expect(await status('POST', path, '{}', 'application/json')).toBe('error_malformed_params')
  expect(await status('POST', path, 'a=1&'.repeat(10_000))).toBe('error_malformed_params')
  expect(await status('POST', path, long(2_000_000))).toBe('error_malformed_params')
  expect(await status('POST', path)).toBe('error_app_id_param_missing')
  expect(await status('GET', `${path}?app_id=three`)).toBe('error_invalid_app_id')
  expect(await status('GET', `${path}?app_id=one`)).toBe('error_access_token_param_missing')
  expect(await status('GET', `${path}?app_id=one&access_token=secret-two`)).toBe('error_invalid_access_token')
  expect(await status('GET', `${path}?app_id=one&access_token=secret-one`)).toBe('error_session_param_missing')
  expect((await bench.send('GET', '/open/ivr/middle/nothing')).status).toBe(404)
})

test('GET and POST do the same', async () => {
  const { bytes, status } = await bench.send('GET', `/open/user/get_info?app_id=one&access_token=${first.accessToken}`)
  expect(status).toBe(200)
  expect(JSON.parse(bytes.toString())).toEqual(await bench.open('user/get_info'))
})

test.each(['user/get_balance', 'voice/hangup'])('%s: 60 a minute', async (path) => {
  const params: Record<string, string> = path === 'voice/hangup' ? { txn_ref: 'AA-C-1' } : {}
  for (let i = 0; i < 60; i++)
    expect((await bench.open(path, params, second)).status).not.toBe('error_rate_limit_exceeded')
  expect(await bench.open(path, params, second)).toEqual({ status: 'error_rate_limit_exceeded' })
  expect((await bench.open(path, params)).status).not.toBe('error_rate_limit_exceeded')
})

test('8 calls at once, incoming and outgoing together', async () => {
  const own = await startBench()
  const calls = []
  for (let i = 0; i < 4; i++) calls.push(await own.ring(), await own.dial())
  expect(await own.open('ivr/start/dial', { dest: caller })).toEqual({ status: 'error_concurrent_call_limit_reached' })
  expect((await own.control('POST', 'calls', { from: caller, to: '+6531580000' })).status).toBe(409)
  await own.act(calls[0]?.session ?? '', 'hangup')
  expect((await own.open('ivr/start/dial', { dest: caller })).status).toBe('success_ok')
  await own.close()
})

test('an account without money, and one on trial', async () => {
  const own = await startBench({
    accounts: [
      { ...first, balance: 0 },
      { ...second, status: 'trial' },
    ],
  })
  const sms = { dest: caller, msg: 'hi' }
  expect(await own.open('ivr/start/dial', { dest: caller })).toEqual({ status: 'error_insufficient_credit' })
  expect(await own.open('sms/send', sms)).toEqual({ status: 'error_insufficient_credit' })
  expect(await own.open('sms/send', sms, second)).toEqual({ status: 'error_not_allowed_for_trial' })
  await own.close()
})

test.each([
  'error_permission_denied',
  'error_service_not_available',
  'error_internal_server_error',
  'error_msg_invalid_file_size',
])('%s can be ordered for the next requests', async (status) => {
  const order = { path: 'ivr/middle/play', status, times: 2 }
  expect(await bench.control('POST', 'refusals', order)).toEqual({ status: 201, json: order })
  const play = () => bench.open('ivr/middle/play', { session: 'S1' })
  expect([await play(), await play(), await play()]).toEqual([
    { status },
    { status },
    { status: 'error_invalid_session' },
  ])
})

test('a refused request shows in the transcript, without the secret', async () => {
  await bench.open('ivr/middle/play', { session: busy })
  const { transcript } = await bench.call(busy)
  expect(transcript.at(-1)).toMatchObject({
    type: 'request',
    path: 'ivr/middle/play',
    params: { app_id: 'one', session: busy },
    status: 'error_session_not_ready',
  })
  expect(JSON.stringify(transcript)).not.toContain(first.accessToken)
})

test('voice/hangup ends a call, once', async () => {
  expect(await bench.open('voice/hangup', { txn_ref: txnRef })).toEqual({ status: 'success_ok' })
  expect((await bench.call(session)).state).toBe('ended')
  expect(await bench.open('voice/hangup', { txn_ref: txnRef })).toEqual({ status: 'error_session_ended' })
})
