import { describe, expect, test } from 'vitest'
import { carriedOutOnce } from './carried-out-once'
import { asked, began, goodEvidence } from './testing'

const gather = 'ivr/middle/gather'

function withSecondGather(first: Parameters<typeof asked>[3], second: Parameters<typeof asked>[3]) {
  const evidence = goodEvidence()
  evidence.carrier[0].transcript[2] = asked(gather, 1, 0.2, first)
  evidence.carrier[0].transcript.splice(4, 0, asked(gather, 1, 2.1, second))
  return evidence
}

describe('a block', () => {
  test('that is carried out twice for one step is heard twice', () => {
    expect(carriedOutOnce(withSecondGather({}, {}))).toMatchObject([{ rule: 'once', session: 'S1', callId: 'c1' }])
  })

  test('may be carried out again after an answer that was lost', () => {
    expect(carriedOutOnce(withSecondGather({ carriedOut: true, answer: '500' }, {}))).toEqual([])
    expect(carriedOutOnce(withSecondGather({ carriedOut: true, answer: 'none' }, {}))).toEqual([])
    expect(carriedOutOnce(withSecondGather({ carriedOut: true, answer: 'sent' }, {}))).toHaveLength(1)
  })

  test('may be carried out again after a server died in between, and only then', () => {
    const evidence = withSecondGather({}, {})
    expect(carriedOutOnce({ ...evidence, kills: [began + 1_000] })).toEqual([])
    expect(carriedOutOnce({ ...evidence, kills: [began - 1_000, began + 5_000] })).toHaveLength(1)
  })

  test('may be refused as often as it likes', () => {
    expect(carriedOutOnce(withSecondGather({}, { status: 'error_session_not_ready' }))).toEqual([])
    expect(carriedOutOnce(withSecondGather({ carriedOut: false, answer: '500' }, {}))).toEqual([])
  })

  test('that no stored step asked for was not committed', () => {
    const evidence = goodEvidence()
    evidence.carrier[0].transcript.push(asked('ivr/middle/play', 4, 3))
    expect(carriedOutOnce(evidence)).toMatchObject([{ what: expect.stringContaining('no such command') }])
  })
})

test('a phone is never rung twice, whatever was lost', () => {
  const evidence = goodEvidence()
  const dial = { path: 'ivr/start/dial', params: { dest: '+6591000000' }, answer: 'none', carriedOut: true } as const
  const [call] = evidence.carrier
  const rung = (session: string) => ({
    ...call,
    session,
    direction: 'outgoing' as const,
    transcript: [asked('', 1, 0, dial)],
  })
  expect(carriedOutOnce({ ...evidence, carrier: [rung('S2')] })).toEqual([])
  expect(carriedOutOnce({ ...evidence, carrier: [rung('S2'), rung('S3')], kills: [began] })).toMatchObject([
    { session: 'S3', what: '+6591000000 was rung 2 times.' },
  ])
})

describe('an SMS', () => {
  test('is never sent twice for one step', () => {
    const evidence = goodEvidence()
    const [sms] = evidence.sms
    if (!sms) throw new Error('The good call sends an SMS.')
    expect(carriedOutOnce({ ...evidence, sms: [sms, sms], kills: [began + 1_000] })).toMatchObject([
      { callId: 'c1', what: expect.stringContaining('2 times for 1 steps') },
    ])
  })

  test('that no stored step asked for was not committed', () => {
    const evidence = goodEvidence()
    const other = { txn_ref: 'AA-S-2', at: '', dest: '+6591110000', msg: 'Hello' }
    const sms = [...evidence.sms, other]
    expect(carriedOutOnce({ ...evidence, sms })).toHaveLength(1)
    expect(carriedOutOnce({ ...evidence, sms, whole: false })).toEqual([])
  })
})
