import { defineBlock } from '@patchbay/flow/block'
import { message } from '@patchbay/flow/field'
import { optionalTexts } from '../optional-texts'

/** The carrier takes the call aside at once and tells nothing; until Unhold it refuses every other block. */
export const hold = defineBlock({
  type: 'hold',
  group: 'middle',
  title: 'Hold',
  about: 'Keeps the caller waiting with music or a message, while the flow does something else.',
  waitsForCaller: false,
  holds: 'begin',
  fields: { message: { ...message(), placeholder: 'Left empty, music is played.' } },
  heard: () => ({ sound: 'message' }),
  exits: () => [{ name: 'next', label: 'When the caller waits' }],
  run: (config, event, { say }) => {
    if (event.type === 'entered')
      return { kind: 'wait', command: { type: 'hold', ...optionalTexts({ msg: say(config.message) }) } }
    return event.type === 'accepted' ? { kind: 'exit', exit: 'next' } : { kind: 'stay' }
  },
})
