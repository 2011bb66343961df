import { defineBlock, type Exit } from '@patchbay/flow/block'
import { checkTemplate, type Field, yesNo } from '@patchbay/flow/field'
import { z } from 'zod'
import { aboutRooms, heardBefore, putThrough, putThroughFields, roomName, whyNot } from '../put-through'

const room: Field<string> = {
  label: 'Room',
  initial: '',
  loose: z.string(),
  strict: z.string().superRefine((value, ctx) => {
    if (value.trim() === '') ctx.addIssue({ code: 'custom', message: 'Name the room.' })
    else if (value.length > 400) ctx.addIssue({ code: 'custom', message: 'At most 400 characters.' })
    else if (value.includes('{{') || value.includes('{%')) checkTemplate(value, ctx)
    else if (!roomName.test(value)) ctx.addIssue({ code: 'custom', message: aboutRooms })
  }),
  texts: (value) => [value],
  placeholder: 'Weekly',
}

/**
 * Joins the callers who come into the same room. With `goOn` one who can't get in, as the ninth, goes on in the flow;
 * otherwise the carrier hangs up.
 */
export const conference = defineBlock({
  type: 'conference',
  group: 'end',
  title: 'Conference',
  about: 'Joins callers in a room: all of them hear each other.',
  waitsForCaller: false,
  fields: { room, ...putThroughFields, goOn: yesNo('If the room can’t be joined, go on in the flow') },
  gives: ({ goOn }) => (goOn ? { results: { status: 'failed' } } : {}),
  heard: ({ message }) => heardBefore(message),
  exits: ({ goOn }): Exit[] => (goOn ? [{ name: 'failed', label: 'If the room can’t be joined', failure: true }] : []),
  run: (config, event, ctx) => {
    if (event.type === 'entered') {
      const name = ctx.render(config.room).trim()
      // Without a name the carrier would open a room of the caller's own; a name that is bent would join strangers.
      if (!roomName.test(name)) return { kind: 'fail', why: `no room can be called “${name.slice(0, 40)}”` }
      return putThrough(`room:${name}`, config.goOn ? 'continue' : 'hangup', config, ctx)
    }
    if (event.type !== 'done' || !config.goOn) return { kind: 'stay' }
    return { kind: 'exit', exit: 'failed', result: { status: whyNot(event.result.transferStatus) } }
  },
})
