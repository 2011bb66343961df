import { blocks } from '@patchbay/blocks/blocks'
import { type CallEvent, newCall } from '@patchbay/flow/call'
import { compileFlow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import type { CarrierCall, CarrierEntry, CarrierNotification, CarrierRequest } from '../record/carrier-record'
import type { StoredCall } from '../record/stored-record'
import type { Evidence } from './evidence'

/** When the made-up calls begin, in ms since 1970. A call's clock runs at our own speed. */
export const began = Date.parse('2026-11-23T12:00:00Z')
export const callToken = 'token-of-the-call'
export const numberToken = 'token-of-the-number'
const session = 'S1'
const menu = compileFlow(
  blocks,
  drawFlow({
    start: { block: 'answer', to: { next: 'ask' } },
    ask: { block: 'gather', config: { message: 'Press 1', keys: ['1'], maxDigits: 1 }, to: { 'key:1': 'text' } },
    text: { block: 'sms', config: { dest: '+6591110000', text: '{{ caller }} rang' }, to: { sent: 'bye' } },
    bye: { block: 'hangup', config: { message: 'Bye' } },
  }),
)

export const at = (seconds: number) => new Date(began + seconds * 1_000).toISOString()
const address = (step: number) => `http://patchbay.test/hoiio/notify/${callToken}?step=${step}`

/** A request for a block of the call, carried out and answered. */
export function asked(path: string, step: number, seconds: number, more: Partial<CarrierRequest> = {}): CarrierRequest {
  const params = { session, notify_url: address(step) }
  return { type: 'request', at: at(seconds), path, params, status: 'success_ok', ...more }
}

/** A notification to the call's own address, answered 200. */
export function told(step: number, seconds: number, body: Record<string, string>): CarrierNotification {
  return { type: 'notification', at: at(seconds), url: address(step), body: { session, ...body }, reply: 200 }
}

/** A whole call that went well: gather, SMS, hang-up; told, stored and over. Each part can be spoilt. */
export function goodEvidence(): Evidence & { carrier: [CarrierCall]; stored: [StoredCall] } {
  const transcript: CarrierEntry[] = [
    { type: 'state', at: at(0) },
    {
      type: 'notification',
      at: at(0.1),
      url: `http://patchbay.test/hoiio/notify/${numberToken}`,
      body: { session, call_state: 'ringing' },
      reply: 200,
    },
    asked('ivr/middle/gather', 1, 0.2),
    told(1, 2, { call_state: 'ongoing', digits: '1' }),
    asked('ivr/end/hangup', 3, 2.2),
    told(3, 4, { call_state: 'ended' }),
  ]
  const carrier: CarrierCall = {
    session,
    txn_ref: 'AA-C-1',
    direction: 'incoming',
    from: '+6581000000',
    to: '+6531580000',
    dest: null,
    state: 'ended',
    running: null,
    leg: null,
    transcript,
  }
  return {
    carrier: [carrier],
    sms: [{ txn_ref: 'AA-S-1', at: at(2.1), dest: '+6591110000', msg: '+6581000000 rang' }],
    stored: [storedCall()],
    whole: true,
    numberTokens: new Set([numberToken]),
    flows: new Map([['v1', menu]]),
    kills: [],
    speed: 1,
    heardAt: began + 10_000,
    readAt: began + 10_000,
  }
}

function storedCall(): StoredCall {
  const happened: [string, number, CallEvent][] = [
    ['started', 0.05, { type: 'started' }],
    ['1:done', 1.95, { type: 'done', step: 1, result: { digits: '1' } }],
    ['2:accepted', 2.1, { type: 'accepted', step: 2 }],
    ['ended', 3.95, { type: 'ended', result: {} }],
  ]
  let state = newCall('incoming', '+6581000000', '+6531580000')
  const events = happened.map(([key, seconds, event], i) => {
    const result = step(menu, state, event)
    state = result.call
    const commands = result.commands.map((command) => ({ step: state.step, command }))
    return { seq: i + 1, key, at: new Date(at(seconds)), event, commands }
  })
  return {
    id: 'c1',
    token: callToken,
    session,
    txn_ref: 'AA-C-1',
    version_id: 'v1',
    direction: 'incoming',
    caller: '+6581000000',
    called: '+6531580000',
    phase: state.phase,
    disposition: state.disposition,
    state,
    last_seq: events.length,
    open: false,
    due_at: null,
    started_at: new Date(at(0)),
    updated_at: new Date(at(4)),
    events,
  }
}

/** The same evidence with the stored call cut after its first `events`, as it stood then: open and within its deadline. */
export function untilEvent(events: number): ReturnType<typeof goodEvidence> {
  const evidence = goodEvidence()
  const [call] = evidence.stored
  let state = newCall(call.direction, call.caller, call.called)
  for (const { event } of call.events.slice(0, events)) state = step(menu, state, event).call
  const due_at = new Date(evidence.readAt + 5_000)
  const cut = { events: call.events.slice(0, events), last_seq: events, state, phase: state.phase, due_at, open: true }
  return { ...evidence, stored: [{ ...call, ...cut, disposition: state.disposition }] }
}
