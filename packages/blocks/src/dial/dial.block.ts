import { defineBlock } from '@patchbay/flow/block'
import type { LegStatus } from '@patchbay/flow/call'
import { message, phoneNumber, tag, wholeNumber, yesNo } from '@patchbay/flow/field'
import { optionalTexts } from '../optional-texts'

/**
 * Rings somebody. With `announceOnly` the carrier speaks the message, hangs up and tells nothing: no block can follow,
 * so there is no exit but for the carrier's refusal.
 */
export const dial = defineBlock({
  type: 'dial',
  group: 'start',
  title: 'Outgoing call',
  about: 'Starts by ringing somebody.',
  direction: 'outgoing',
  waitsForCaller: false,
  fields: {
    dest: phoneNumber({ label: 'Number to ring', placeholder: 'asked for when the call is placed' }),
    message: message(),
    announceOnly: yesNo('Only speak the message, then hang up'),
    callerId: phoneNumber({ label: 'Caller ID', also: ['private'], placeholder: "the carrier's choice" }),
    maxDuration: wholeNumber({
      label: 'Longest call',
      min: 1,
      max: 86_400,
      unit: 'seconds',
      placeholder: 'no limit',
    }),
    tag: tag(),
  },
  check: (config) =>
    config.announceOnly && config.message.trim() === ''
      ? [{ field: 'message', code: 'bad-setting', message: 'An announcement needs a message.' }]
      : [],
  exits: (config) =>
    config.announceOnly
      ? [{ name: 'failed', label: 'If the call fails', optional: true, failure: true, over: true }]
      : [
          { name: 'answered', label: 'When it is answered' },
          { name: 'busy', label: 'If the line is busy', optional: true, over: true },
          { name: 'unanswered', label: 'If nobody answers', optional: true, over: true },
          { name: 'failed', label: 'If the call fails', optional: true, failure: true, over: true },
        ],
  run: (config, event, { vars, render }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'dial',
          dest: render(config.dest) || vars.called,
          tell: !config.announceOnly,
          ...(config.maxDuration === null ? {} : { maxDuration: config.maxDuration }),
          ...optionalTexts({ msg: render(config.message), callerId: render(config.callerId), tag: render(config.tag) }),
        },
      }
    if (config.announceOnly) return { kind: 'stay' }
    const status: LegStatus | undefined =
      event.type === 'done' || event.type === 'ended' ? event.result.dialStatus : undefined
    if (event.type === 'done') return { kind: 'exit', exit: status ?? 'answered' }
    if (status !== undefined && status !== 'answered') return { kind: 'exit', exit: status }
    return { kind: 'stay' }
  },
})
