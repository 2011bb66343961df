import { defineBlock, type Exit } from '@patchbay/flow/block'
import { message, phoneNumber, tag, wholeNumber, yesNo } from '@patchbay/flow/field'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'
import { tooMany, tooManyExits } from '../too-many'

/**
 * Rings somebody. With `announceOnly` the carrier speaks the message, hangs up and tells nothing: the engine asks later
 * how it went, and only Logic blocks can follow.
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
    tooMany,
  },
  check: (config) =>
    config.announceOnly && config.message.trim() === ''
      ? [{ field: 'message', code: 'bad-setting', message: 'An announcement needs a message.' }]
      : [],
  heard: (config) => heardOf(config.message),
  exits: (config): Exit[] => {
    const failures: Exit[] = [
      { name: 'busy', label: 'If the line is busy', optional: true, over: true },
      { name: 'unanswered', label: 'If nobody answers', optional: true, over: true },
      { name: 'failed', label: 'If the call fails', optional: true, failure: true, over: true },
    ]
    if (config.announceOnly) return failures
    return [{ name: 'answered', label: 'When it is answered' }, ...failures, ...tooManyExits(config.tooMany)]
  },
  run: (config, event, { vars, render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'dial',
          dest: render(config.dest) || vars.called,
          tell: !config.announceOnly,
          ...(config.maxDuration === null ? {} : { maxDuration: config.maxDuration }),
          ...optionalTexts({ msg: say(config.message), callerId: render(config.callerId), tag: render(config.tag) }),
        },
      }
    if (event.type === 'done' && !config.announceOnly) return { kind: 'exit', exit: 'answered' }
    const status = event.type === 'ended' ? event.result.dialStatus : undefined
    return status === undefined || status === 'answered' ? { kind: 'stay' } : { kind: 'exit', exit: status }
  },
})
