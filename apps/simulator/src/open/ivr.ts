import * as blocks from '../blocks'
import type { Call } from '../call'
import { Refusal } from '../refusal'
import type { Asking, Endpoint } from './endpoint'
import type { Parameters } from './parameters'

// The documents give no defaults for these; applications count on values near them.
const gatherTimeout = 15
const recordSeconds = 120
const longest = 36_000
const roomName = /^[a-zA-Z0-9._]{1,32}$/
const peopleInRoom = 8

const asked = (params: Parameters) => ({ msg: params.msg(), tag: params.tag(), notifyUrl: params.notifyUrl() })

function sessionOf({ exchange, account, params }: Asking): Call {
  const call = exchange.bySession(params.need('session'))
  if (!call) throw new Refusal('error_invalid_session')
  if (call.account !== account) throw new Refusal('error_session_access_denied')
  if (call.state === 'ended') throw new Refusal('error_session_ended')
  return call
}

function readySession(asking: Asking): Call {
  const call = sessionOf(asking)
  if (call.running) throw new Refusal('error_session_not_ready')
  return call
}

/** The blocks of the IVR API. */
export const ivrEndpoints: Record<string, Endpoint> = {
  'ivr/start/dial': {
    required: ['dest'],
    run: ({ exchange, account, params }) => {
      const dest = params.dest()
      const callerId = params.callerId(account.numbers.keys())
      const maxDuration = params.whole(
        'max_duration',
        { from: 1, to: longest, default: longest },
        'error_invalid_max_duration',
      )
      const block = asked(params)
      if (account.balance <= 0) throw new Refusal('error_insufficient_credit')
      if (!exchange.hasFreeLine(account)) throw new Refusal('error_concurrent_call_limit_reached')
      const call = exchange.open(account, { direction: 'outgoing', callerId, dest })
      call.maxDuration = maxDuration
      return {
        call,
        reply: { txn_ref: call.txnRef, session: call.session },
        carryOut: () => blocks.dial(call, block),
      }
    },
  },
  'ivr/middle/play': {
    required: ['session'],
    run: (asking) => {
      const call = readySession(asking)
      const block = asked(asking.params)
      return { call, carryOut: () => blocks.play(call, 'play', block) }
    },
  },
  'ivr/middle/gather': {
    required: ['session', 'notify_url'],
    run: (asking) => {
      const call = readySession(asking)
      const { params, exchange } = asking
      const block = {
        ...asked(params),
        maxDigits: params.whole('max_digits', { from: 0, to: 255, default: 0 }, 'error_invalid_max_digits'),
        timeout: params.whole('timeout', { from: 1, to: 3_600, default: gatherTimeout }, 'error_invalid_timeout'),
        attempts: params.whole('attempts', { from: 1, to: 100, default: 1 }, 'error_invalid_attempts'),
        silence: exchange.settings.gatherTimeout,
      }
      return { call, carryOut: () => blocks.gather(call, block) }
    },
  },
  'ivr/middle/record': {
    required: ['session', 'notify_url'],
    run: (asking) => {
      const call = readySession(asking)
      const { params } = asking
      const maxDuration = params.whole(
        'max_duration',
        { from: 1, to: longest, default: recordSeconds },
        'error_invalid_max_duration',
      )
      const block = { ...asked(params), maxDuration }
      return { call, carryOut: () => blocks.record(call, block) }
    },
  },
  'ivr/middle/monitor': {
    required: ['session', 'notify_url'],
    run: (asking) => {
      const call = readySession(asking)
      if (call.monitor) throw new Refusal('error_monitor_in_progress')
      const block = { ...asked(asking.params), monitorNotifyUrl: asking.params.notifyUrl('monitor_notify_url') }
      return { call, carryOut: () => blocks.monitor(call, block) }
    },
  },
  'ivr/middle/hold': {
    required: ['session'],
    run: (asking) => {
      const call = readySession(asking)
      const msg = asking.params.msg()
      return { call, carryOut: () => blocks.hold(call, msg) }
    },
  },
  'ivr/middle/unhold': {
    required: ['session'],
    run: (asking) => {
      const call = sessionOf(asking)
      if (call.running?.name !== 'hold') throw new Refusal('error_session_not_on_hold')
      const block = { ...asked(asking.params), msg: undefined }
      return { call, carryOut: () => blocks.play(call, 'unhold', block) }
    },
  },
  'ivr/end/transfer': {
    required: ['session', 'dest'],
    run: (asking) => {
      const call = readySession(asking)
      const { params, account, exchange } = asking
      const room = readRoom(asking)
      const dest = room === undefined ? params.dest() : `room:${room}`
      const callers = call.parties.direction === 'incoming' ? [call.parties.from] : []
      params.callerId([...account.numbers.keys(), ...callers])
      const onFailure = params.get('on_failure') ?? 'hangup'
      if (onFailure !== 'hangup' && onFailure !== 'continue') throw new Refusal('error_on_failure_invalid')
      const full = room !== undefined && exchange.peopleIn(account, room) >= peopleInRoom
      const block = { ...asked(params), dest, room, full, onFailure } as const
      return {
        call,
        ...(room === undefined ? {} : { reply: { room } }),
        carryOut: () => blocks.transfer(call, block),
      }
    },
  },
  'ivr/end/hangup': {
    required: ['session'],
    run: (asking) => {
      const force = asking.params.get('force') === 'enabled'
      const call = force ? sessionOf(asking) : readySession(asking)
      const block = { ...asked(asking.params), force }
      return { call, carryOut: () => blocks.hangup(call, block) }
    },
  },
}

/** The room of a `room:` destination: its name, or a new one's. */
function readRoom({ params, exchange }: Asking): string | undefined {
  const dest = params.need('dest')
  if (!dest.startsWith('room:')) return undefined
  const name = dest.slice('room:'.length)
  if (name === '') return exchange.nextId('R')
  if (!roomName.test(name)) throw new Refusal('error_invalid_room')
  return name
}
