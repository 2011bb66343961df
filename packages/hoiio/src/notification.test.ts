import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDate, writeDate } from './date'
import { parseNotification } from './notification'
import { sign, verifySignature } from './signature'

const read = (body: string | Uint8Array, query?: Record<string, string>) => {
  const result = parseNotification(body, query)
  if (!result.ok) throw new Error(result.reason)
  return result.notification
}
const reason = (body: string | Uint8Array) => {
  const result = parseNotification(body)
  return result.ok ? null : result.reason
}

describe('signature', () => {
  const token = 'AAAAAAAAAAAAAAAA'
  const body = 'to=%2B6511111111&dest=&session=S32&tag=&call_state=ringing&from=%2B6522222222&txn_ref=AA-C-1000000'
  const vector = '6f4e6078d37e8f9e0dd0ca63d4ce175896fcea4eddf7b5a1f4f69b85bc4b5426'
  test('the documented vector', () => {
    expect(sign(token, body)).toBe(vector)
    expect(verifySignature(token, Buffer.from(body), vector)).toBe(true)
  })
  test.each([
    ['absent', undefined],
    ['empty', ''],
    ['short', vector.slice(1)],
    ['in capitals', vector.toUpperCase()],
    ['not hex', 'ü'.repeat(64)],
    ['another', vector.replace('6', '7')],
    ['a list', [vector]],
  ])('%s is wrong', (_, header) => {
    expect(verifySignature(token, body, header)).toBe(false)
  })
  test('any other byte makes it wrong', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), (at) => {
        const other = `${body.slice(0, at)}${body[at] === 'x' ? 'y' : 'x'}${body.slice(at + 1)}`
        return !verifySignature(token, other, vector)
      }),
    )
  })
})

describe('recorded bodies', () => {
  test('an incoming call', () => {
    expect(
      read('to=%2B6511111111&dest=&session=S32&tag=&call_state=ringing&from=%2B6522222222&txn_ref=AA-C-1000000'),
    ).toEqual({
      session: 'S32',
      callState: 'ringing',
      from: '+6522222222',
      to: '+6511111111',
      txnRef: 'AA-C-1000000',
      extra: {},
    })
  })
  test('a recording', () => {
    const url = 'https://secure.hoiio.com/r/1.mp3?a=1&b=2'
    expect(
      read(
        `dest=%2B6500000000&session=S3839&tag=&call_state=ongoing&record_url=${encodeURIComponent(url)}&txn_ref=AA-C-2507650`,
      ),
    ).toMatchObject({ session: 'S3839', callState: 'ongoing', dest: '+6500000000', recordUrl: url })
  })
})

test('every row of the table of notifications', () => {
  const rows: [string, object][] = [
    ['call_state=ringing&from=%2B651&to=%2B652', { callState: 'ringing', from: '+651', to: '+652' }],
    ['call_state=ongoing&ivr_block=dial&dial_status=answered', { ivrBlock: 'dial', dialStatus: 'answered' }],
    ['call_state=ended&dial_status=busy', { callState: 'ended', dialStatus: 'busy' }],
    ['call_state=ongoing&ivr_block=gather&digits=12*', { digits: '12*' }],
    ['call_state=ended&record_url=http%3A%2F%2Fr', { recordUrl: 'http://r' }],
    ['call_state=ended&monitor_url=http%3A%2F%2Fm', { monitorUrl: 'http://m' }],
    ['call_state=ongoing&transfer_status=unanswered', { transferStatus: 'unanswered' }],
    [
      'call_state=ended&date=2012-06-06+11%3A10%3A36.0&duration=2&currency=SGD&rate=0.036&debit=0.072',
      { date: '2012-06-06T03:10:36.000Z', duration: 2, currency: 'SGD', rate: '0.036', debit: '0.072' },
    ],
  ]
  for (const [body, fields] of rows) expect(read(`session=S1&${body}`)).toMatchObject(fields)
})

test('body and query are merged, the body wins, and what is not known is kept', () => {
  const merged = read('session=S1&call_state=ongoing&tag=body&mine=1', { tag: 'query', step: '3' })
  expect(merged).toMatchObject({ tag: 'body', extra: { mine: '1', step: '3' } })
})

describe('what is no notification says why', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /no session/],
    ['no session', 'call_state=ended', /no session/],
    ['a state that is none', 'session=S1&call_state=flying', /call_state/],
    ['10,000 parameters', Array.from({ length: 10_000 }, (_, i) => `p${i}=1`).join('&'), /more than 200/],
    ['bytes that are no UTF-8', Uint8Array.from([0x73, 0x3d, 0xff, 0xfe]), /UTF-8/],
    ['escapes that are no UTF-8', 'session=S1&call_state=ended&tag=%FF', /UTF-8/],
    ['half an escape', 'session=S1&call_state=ended&tag=%4', /UTF-8/],
    ['a minute that is none', 'session=S1&call_state=ended&duration=long', /duration/],
  ])('%s', (_, body, sentence) => {
    expect(reason(body)).toMatch(sentence)
  })
  test('names that are traps stay names', () => {
    const { extra } = read('session=S1&call_state=ended&__proto__=x&constructor=y')
    expect(Object.getPrototypeOf(extra)).toBe(Object.prototype)
    expect(extra.constructor).toBe('y')
  })
  test('nothing makes it throw', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof parseNotification(bytes).ok === 'boolean'))
    fc.assert(fc.property(fc.string(), (text) => typeof parseNotification(`session=S1&${text}`).ok === 'boolean'))
  })
})

describe('dates are GMT+8', () => {
  test.each([
    ['2012-10-30 12:20:50', '2012-10-30T04:20:50.000Z'],
    ['2012-06-06 11:10:36.0', '2012-06-06T03:10:36.000Z'],
    ['2012-01-01 00:00:00', '2011-12-31T16:00:00.000Z'],
    ['2012-02-30 00:00:00', undefined],
    ['yesterday', undefined],
  ])('%s', (text, iso) => {
    expect(readDate(text)).toBe(iso)
  })
  test('what is written is read again', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
        (date) => {
          const whole = new Date(Math.floor(date.getTime() / 1000) * 1000)
          return readDate(writeDate(whole)) === whole.toISOString()
        },
      ),
    )
  })
})
