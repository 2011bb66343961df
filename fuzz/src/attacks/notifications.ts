import { sign } from '@patchbay/hoiio/signature'
import fc from 'fast-check'
import { hostileNumber, hostileText } from '../inputs/hostile'
import type { Attack } from './attack'
import { encoded } from './encoded'

const fields = [
  'session',
  'txn_ref',
  'tag',
  'call_state',
  'from',
  'to',
  'dest',
  'date',
  'digits',
  'gather_status',
  'transfer_status',
  'dial_status',
  'record_url',
  'duration',
  'debit',
  'currency',
  'rate',
  'room_id',
  'member_id',
  'status',
  'hangup_by',
] as const

const value = fc.oneof(
  hostileText,
  hostileNumber.map(String),
  fc.constantFrom(
    'ringing',
    'ongoing',
    'ended',
    'answered',
    'S1',
    '+6591234567',
    '1',
    '2024-01-01 00:00:00',
    'http://127.0.0.1/a.mp3',
  ),
)

/** Notifications: forged, and with the right signature over what no carrier would say. `accounts`: which token signs for which addresses. */
export function notifications(
  accounts: readonly { tokens: readonly string[]; accessToken: string }[],
): fc.Arbitrary<Attack> {
  const account = fc.constantFrom(...accounts)
  const form = fc.dictionary(
    fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...fields) }, { weight: 1, arbitrary: hostileText }),
    value,
    { maxKeys: 12 },
  )
  const body = fc.oneof(
    {
      weight: 8,
      arbitrary: form.map((each) =>
        Object.entries(each)
          .map(([name, text]) => `${encoded(name)}=${encoded(text)}`)
          .join('&'),
      ),
    },
    { weight: 1, arbitrary: form.map((each) => JSON.stringify(each)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        '&&&',
        '=',
        '%',
        'session=%ff%fe',
        'a='.repeat(20_000),
        `session=${'x'.repeat(70_000)}`,
        'session=a&session=b',
      ),
    },
  )
  return fc
    .record({
      account,
      which: fc.nat(),
      body,
      signed: fc.constantFrom('right', 'right', 'right', 'wrong', 'other', 'none', 'malformed'),
      query: fc.option(form, { freq: 3 }),
      type: fc.constantFrom('application/x-www-form-urlencoded', 'application/json', 'text/plain', ''),
      lost: fc.integer({ min: 0, max: 6 }),
    })
    .map((each): Attack => {
      const { tokens, accessToken } = each.account
      const token = each.lost === 0 ? 'A'.repeat(43) : (tokens[each.which % tokens.length] ?? '')
      const signature = {
        right: sign(accessToken, each.body),
        wrong: sign('a guess', each.body),
        other: sign(accessToken, `${each.body} `),
        none: null,
        malformed: 'z'.repeat(64),
      }[each.signed]
      const query =
        each.query === null
          ? ''
          : `?${Object.entries(each.query)
              .map(([name, text]) => `${encoded(name)}=${encoded(text)}`)
              .join('&')}`
      return {
        at: 'notification',
        who: 'nobody',
        method: 'POST',
        path: `/hoiio/notify/${token}${query}`.slice(0, 15_000),
        headers: {
          ...(each.type ? { 'content-type': each.type } : {}),
          ...(signature === null ? {} : { 'x-hoiio-signature': signature }),
        },
        body: each.body,
      }
    })
}
