import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { choice, type Field, phoneNumber, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { aboutRooms, heardBefore, putThrough, putThroughFields, roomName, whyNot } from '../put-through'

const room: Field<string> = {
  label: 'Room',
  initial: '',
  loose: z.string(),
  strict: z.string().refine((name) => name === '' || roomName.test(name), aboutRooms),
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
    ...putThroughFields,
    goOn: yesNo('If the transfer fails, go on in the flow'),
    split: yesNo('Tell busy, unanswered and failed apart'),
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
  heard: ({ message }) => heardBefore(message),
  exits: (config): Exit[] => {
    if (!config.goOn) return []
    if (!config.split) return [{ name: 'failed', label: 'If the transfer fails', failure: true }]
    return [
      { name: 'busy', label: 'If the line is busy' },
      { name: 'unanswered', label: 'If nobody answers' },
      { name: 'failed', label: 'If the transfer fails', failure: true },
    ]
  },
  run: (config, event, ctx) => {
    if (event.type === 'entered') {
      const dest = config.to === 'room' ? `room:${config.room}` : ctx.render(config.dest)
      return putThrough(dest, config.goOn ? 'continue' : 'hangup', config, ctx)
    }
    if (event.type !== 'done' || !config.goOn) return { kind: 'stay' }
    const status = whyNot(event.result.transferStatus)
    return { kind: 'exit', exit: config.split ? status : 'failed', result: { status } }
  },
})
