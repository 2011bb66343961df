import { defineBlock } from '@patchbay/flow/block'
import { message, tag } from '@patchbay/flow/field'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'

export const play = defineBlock({
  type: 'play',
  group: 'middle',
  title: 'Play',
  about: 'Says something, or plays a recording.',
  waitsForCaller: false,
  fields: { message: message({ required: 'Say what the caller hears.' }), tag: tag() },
  heard: (config) => heardOf(config.message),
  exits: () => [{ name: 'next', label: 'When it has been heard' }],
  run: (config, event, { render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: { type: 'play', msg: say(config.message), ...optionalTexts({ tag: render(config.tag) }) },
      }
    return event.type === 'done' ? { kind: 'exit', exit: 'next' } : { kind: 'stay' }
  },
})
