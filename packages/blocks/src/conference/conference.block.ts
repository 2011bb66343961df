import { type ConfigProblem, defineBlock, type Exit } from '@patchbay/flow/block'
import { message, phoneNumber, tag, text, yesNo } from '@patchbay/flow/field'
import { optionalTexts } from '../optional-texts'

/** What the carrier takes as a room's name. */
const roomName = /^[A-Za-z0-9._]{1,32}$/

/** Joins a room in which all callers hear each other; eight at most, then the carrier refuses. */
export const conference = defineBlock({
  type: 'conference',
  group: 'end',
  title: 'Conference',
  about: 'Brings callers together in a room.',
  waitsForCaller: false,
  fields: {
    room: text({ label: 'Room', max: 100, required: 'Name the room.', placeholder: 'weekly_meeting' }),
    message: message(),
    goOn: yesNo('If the room can’t be joined, go on in the flow'),
    callerId: phoneNumber({ label: 'Caller ID', also: ['private'], placeholder: "the carrier's choice" }),
    tag: tag(),
  },
  check: ({ room }): ConfigProblem[] =>
    room.includes('{{') || room.trim() === '' || roomName.test(room.trim())
      ? []
      : [
          {
            field: 'room',
            code: 'bad-setting',
            message: 'A room is named with letters, digits, dots and underscores, at most 32 of them.',
          },
        ],
  heard: ({ message }) => ({ sound: message.trim() === '' ? 'ringing' : 'message' }),
  exits: ({ goOn }): Exit[] => (goOn ? [{ name: 'failed', label: 'If the room can’t be joined', failure: true }] : []),
  run: ({ room, message, callerId, tag, goOn }, event, { render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'transfer',
          // A caller's own digits may name the room: what is no name is made one.
          dest: `room:${render(room)
            .trim()
            .replace(/[^A-Za-z0-9._]/g, '_')
            .slice(0, 32)}`,
          onFailure: goOn ? 'continue' : 'hangup',
          ...optionalTexts({ msg: say(message), callerId: render(callerId), tag: render(tag) }),
        },
      }
    return event.type === 'done' && goOn ? { kind: 'exit', exit: 'failed' } : { kind: 'stay' }
  },
})
