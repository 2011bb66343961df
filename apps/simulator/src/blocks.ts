import type { Block, Call } from './call'
import type { Message } from './msg'
import type { LegOutcome } from './transcript'

type Asked = { notifyUrl: string | undefined; tag: string; msg: Message | undefined }

/** How long another phone rings, in the call's seconds, before nobody has answered. */
const ringSeconds = 30

/** Rings the person who is called, speaks `msg` to them, and tells how they took it. */
export function dial(call: Call, asked: Asked): void {
  const { parties } = call
  const dest = parties.direction === 'outgoing' ? parties.dest : ''
  const block: Block = {
    name: 'dial',
    ...told(asked),
    interrupted: () => ({ dial_status: call.status1 === 'answered' ? 'answered' : 'unanswered' }),
  }
  block.leg = (outcome) => {
    settle(call, block, dest, outcome)
    call.status1 = outcome
    if (outcome !== 'answered') return call.end('dest', { dial_status: outcome })
    call.answer()
    call.speak(asked.msg, () =>
      asked.notifyUrl === undefined ? call.end('carrier') : call.finish({ dial_status: 'answered' }),
    )
  }
  call.add({ type: 'state', state: 'ringing' })
  call.begin(block)
  ringLeg(call, block, dest)
}

/** Play and Unhold: speak, then tell; without anybody to tell the call is over. */
export function play(call: Call, name: 'play' | 'unhold', asked: Asked): void {
  call.begin({ name, ...told(asked) })
  call.speak(asked.msg, () => (asked.notifyUrl === undefined ? call.end('carrier') : call.finish()))
}

export type GatherAsked = Asked & { maxDigits: number; timeout: number; attempts: number; silence: 'notify' | 'hangup' }

/** Speaks and listens for keys, also while it speaks. The time limit starts anew with each key. */
export function gather(call: Call, asked: GatherAsked): void {
  let digits = ''
  let attempt = 0
  const done = () => call.finish({ digits })
  const timedOut = () => {
    if (digits !== '') return done()
    if (attempt < asked.attempts) return ask()
    if (asked.silence === 'hangup') return call.end('carrier')
    done()
  }
  const listen = () => call.clock.waitFor(asked.timeout, timedOut)
  const ask = () => {
    attempt += 1
    call.speak(asked.msg, listen)
  }
  const keys = (typed: string) => {
    for (const key of typed) {
      if (key === '#') return done()
      digits += key
      if (asked.maxDigits > 0 && digits.length >= asked.maxDigits) return done()
    }
    listen()
  }
  call.begin({ name: 'gather', ...told(asked), keys, interrupted: () => ({ digits }) })
  ask()
}

/** Records until `#`, until the longest duration, or until the caller hangs up, who then is still heard. */
export function record(call: Call, asked: Asked & { maxDuration: number }): void {
  let since: number | undefined
  const recorded = () => ({ record_url: since === undefined ? '' : call.keepRecording(since) })
  const done = () => call.finish(recorded())
  const listen = () => {
    since = call.clock.now()
    call.clock.waitFor(asked.maxDuration, done)
  }
  const keys = (typed: string) => {
    if (since !== undefined && typed.includes('#')) done()
  }
  call.begin({ name: 'record', ...told(asked), keys, interrupted: recorded })
  call.speak(asked.msg, listen)
}

/** Gives the notice, then records everything to the end of the call. */
export function monitor(call: Call, asked: Asked & { monitorNotifyUrl: string | undefined }): void {
  call.begin({ name: 'monitor', ...told(asked) })
  call.speak(asked.msg, () => {
    const url = asked.monitorNotifyUrl ?? asked.notifyUrl
    if (url !== undefined) call.monitor = { url, tag: asked.tag, since: call.clock.now() }
    call.finish()
  })
}

/** Keeps the caller waiting until Unhold. Nothing is told. */
export function hold(call: Call, msg: Message | undefined): void {
  call.begin({ name: 'hold', notifyUrl: undefined, tag: call.tag })
  if (msg) call.add({ type: 'spoken', text: msg.text, parts: msg.parts })
}

export type TransferAsked = Asked & {
  dest: string
  room: string | undefined
  full: boolean
  onFailure: 'hangup' | 'continue'
}

/** Speaks, then rings another phone or joins a room. Told when the transferred call has ended, or has failed. */
export function transfer(call: Call, asked: TransferAsked): void {
  const block: Block = {
    name: 'transfer',
    ...told(asked),
    interrupted: () => ({ transfer_status: call.leg === 'answered' ? 'answered' : 'unanswered' }),
  }
  const settled = (outcome: LegOutcome) => {
    settle(call, block, asked.dest, outcome)
    call.status2 = outcome
    if (outcome === 'answered') {
      call.leg = 'answered'
      return
    }
    call.transferDest = undefined
    call.room = undefined
    const extra = { transfer_status: outcome }
    if (asked.onFailure === 'continue') call.finish(extra)
    else call.end('carrier', extra)
  }
  call.begin(block)
  call.room = asked.full ? undefined : asked.room
  call.speak(asked.msg, () => {
    call.transferDest = asked.dest
    call.status2 = 'ongoing'
    if (asked.room !== undefined) return settled(asked.full ? 'failed' : 'answered')
    block.leg = settled
    ringLeg(call, block, asked.dest)
  })
}

/** Ends the call, after `msg` unless it is forced or the call was never answered. */
export function hangup(call: Call, asked: Asked & { force: boolean }): void {
  const { running } = call
  // A recording that a forced end cuts short would otherwise be lost.
  if (running?.name === 'record') call.finish(running.interrupted?.() ?? {})
  call.clock.cancel()
  call.leg = null
  const rejected = call.state === 'ringing'
  call.begin({ name: 'hangup', ...told(asked) })
  if (rejected || asked.force) return call.end('program')
  call.speak(asked.msg, () => call.end('program'))
}

function told(asked: Asked): Pick<Block, 'notifyUrl' | 'tag'> {
  return { notifyUrl: asked.notifyUrl, tag: asked.tag }
}

function ringLeg(call: Call, block: Block, dest: string): void {
  call.leg = 'ringing'
  call.add({ type: 'leg', dest, outcome: 'ringing' })
  call.clock.waitFor(ringSeconds, () => block.leg?.('unanswered'))
}

function settle(call: Call, block: Block, dest: string, outcome: LegOutcome): void {
  delete block.leg
  call.clock.cancel()
  call.leg = outcome === 'answered' ? 'answered' : null
  call.add({ type: 'leg', dest, outcome })
}
