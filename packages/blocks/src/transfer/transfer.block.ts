import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import type { LegStatus } from '@patchbay/flow/call'
import { choice, type Field, message, phoneNumber, tag, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { optionalTexts } from '../optional-texts'

const room: Field<string> = {
  label: 'Room',
  initial: '',
  loose: z.string(),
  strict: z
    .string()
    .regex(/^[A-Za-z0-9._]{0,32}$/, 'A room is named with letters, digits, dots and underscores, at most 32 of them.'),
  placeholder: 'a new room for each call',
}

/**
 * Joins the call to another phone or a conference room. With `goOn` a transfer that fails goes on in the flow, by one
 * exit or, with `split`, by one for each reason; without it the carrier hangs up.
 */
export const transfer = defineBlock({
  type: 'transfer',
  group: 'end',
  title: 'Transfer',
  about: 'Connects the caller to another phone or a conference room.',
  waitsForCaller: false,
  fields: {
    to: choice({ label: 'Transfer to', of: ['number', 'room'] }),
    dest: phoneNumber({ label: 'Number' }),
    room,
    message: message(),
    callerId: phoneNumber({ label: 'Caller ID', also: ['private'], placeholder: "the carrier's choice" }),
    goOn: yesNo('If the transfer fails, go on in the flow'),
    split: yesNo('Tell busy, unanswered and failed apart'),
    tag: tag(),
  },
  gives: (config) => (config.goOn ? { results: { status: 'busy, unanswered or failed' } } : {}),
  check: (config): ConfigProblem[] => {
    // A room is always there; a number can be busy.
    if (config.to === 'room') return []
    if (config.dest === '') return [{ field: 'dest', code: 'bad-setting', message: 'Say which number to ring.' }]
    if (config.goOn) return []
    return [
      {
        field: 'goOn',
        code: 'transfer-can-fail',
        message: 'If nobody answers there, the caller is cut off without a word.',
        warning: true,
        fix: { label: 'Go on when it fails', config: { goOn: true } },
      },
    ]
  },
  heard: (config) => ({ sound: config.message.trim() === '' ? 'ringing' : 'message' }),
  exits: (config): Exit[] => {
    if (!config.goOn) return []
    if (!config.split) return [{ name: 'failed', label: 'If the transfer fails', failure: true }]
    return [
      { name: 'busy', label: 'If the line is busy' },
      { name: 'unanswered', label: 'If nobody answers' },
      { name: 'failed', label: 'If the transfer fails', failure: true },
    ]
  },
  run: (config, event, { render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'transfer',
          dest: config.to === 'room' ? `room:${config.room}` : render(config.dest),
          onFailure: config.goOn ? 'continue' : 'hangup',
          ...optionalTexts({ msg: say(config.message), callerId: render(config.callerId), tag: render(config.tag) }),
        },
      }
    if (event.type !== 'done' || !config.goOn) return { kind: 'stay' }
    const status = reason(event.result.transferStatus)
    return { kind: 'exit', exit: config.split ? status : 'failed', result: { status } }
  },
})

function reason(status: LegStatus | undefined): string {
  return status === 'busy' || status === 'unanswered' ? status : 'failed'
}
