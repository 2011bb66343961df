import { readDate } from '@patchbay/hoiio/date'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Bench, caller, expectedSignature, first, second, startBench } from './testing'

let bench: Bench
beforeAll(async () => {
  bench = await startBench()
})
afterAll(() => bench.close())

/** Every scalar of the API is a JSON string. */
function scalars(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [value]
  return Object.values(value).flatMap(scalars)
}

test('number/get_active lists the numbers; update_forwarding resets what is not sent', async () => {
  await bench.open('number/update_forwarding', { number: '+6531580001', forward_to: bench.here, mode: 'fax' })
  const reply = await bench.open('number/get_active')
  expect(reply).toEqual({
    status: 'success_ok',
    entries_count: '2',
    entries: [
      expect.objectContaining({ number: '+6531580000', forward_to: '', mode: 'voice', capabilities: ['VOICE', 'FAX'] }),
      expect.objectContaining({ number: '+6531580001', forward_to: bench.here, mode: 'fax', forward_sms_to: '' }),
    ],
  })
  await bench.open('number/update_forwarding', { number: '+6531580001' })
  expect(await bench.open('number/get_active')).toMatchObject({ entries: [{}, { forward_to: '', mode: 'voice' }] })
})

test('user/get_info and user/get_balance', async () => {
  expect(await bench.open('user/get_info')).toMatchObject({
    currency: 'SGD',
    caller_ids: first.numbers,
    user_status: 'active',
  })
  expect(await bench.open('user/get_balance')).toEqual({
    status: 'success_ok',
    currency: 'SGD',
    balance: '1000.000',
    points: '1000.000',
    bonus: '0.000',
  })
})

test('a call is taken off the balance when it ends: whole minutes, rounded up', async () => {
  const before = Number((await bench.open('user/get_balance')).balance)
  const { session, txn_ref } = await bench.dial()
  expect(await bench.open('voice/query_status', { txn_ref })).toMatchObject({ call_status_dest1: 'ongoing', debit: '' })
  await bench.act(session, 'wait', { seconds: 125 })
  await bench.act(session, 'hangup')
  expect(Number((await bench.open('user/get_balance')).balance)).toBeCloseTo(before - 3 * 0.036, 5)
  const record = await bench.open('voice/query_status', { txn_ref })
  expect(record).toMatchObject({ duration: '3', rate: '0.036', debit: '0.108', currency: 'SGD', txn_ref })
  const started = readDate(String(record.date))
  expect(Math.abs(Date.parse(started ?? '') - Date.now())).toBeLessThan(10_000)
})

test('voice/get_history has the newest first, 100 a page, and only one’s own', async () => {
  for (let i = 0; i < 101; i++) {
    const { session } = await bench.ring('+6531580009')
    await bench.act(session, 'hangup')
  }
  const page1 = await bench.open('voice/get_history', { from: '2020-01-01 00:00:00.0' }, second)
  expect(page1).toMatchObject({ total_entries_count: '101', entries_count: '100' })
  const page2 = await bench.open('voice/get_history', { page: '2' }, second)
  expect(page2).toMatchObject({ total_entries_count: '101', entries_count: '1' })
  expect(await bench.open('voice/get_history', { to: '2020-01-01 00:00:00' }, second)).toMatchObject({ entries: [] })
  expect(scalars(page1).every((scalar) => typeof scalar === 'string')).toBe(true)
})

test('sms/send is kept, charged, and reported as delivered, with a signature', async () => {
  const msg = `${'long '.repeat(40)}语`
  const reply = await bench.open('sms/send', {
    dest: caller,
    msg,
    tag: 'x',
    sender_name: 'Shop',
    notify_url: `${bench.here}/s`,
  })
  expect(reply).toEqual({ status: 'success_ok', txn_ref: expect.stringMatching(/^AA-S-\d+$/) })
  const one = await bench.notified(({ body }) => body.txn_ref === reply.txn_ref)
  expect(one.body).toEqual({
    txn_ref: reply.txn_ref,
    dest: caller,
    tag: 'x',
    sms_status: 'delivered',
    split_count: '2',
    rate: '0.032',
    debit: '0.064',
    currency: 'SGD',
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  })
  expect(one.signature).toBe(expectedSignature(one.raw))
  expect((await bench.control('GET', 'sms')).json).toEqual([
    expect.objectContaining({ dest: caller, msg, sender_name: 'Shop', txn_ref: reply.txn_ref }),
  ])
})
