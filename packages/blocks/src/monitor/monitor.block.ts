import { defineBlock } from '@patchbay/flow/block'
import { message, tag } from '@patchbay/flow/field'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'

export const monitor = defineBlock({
  type: 'monitor',
  group: 'middle',
  title: 'Monitor',
  about: 'Records the whole call from here on.',
  waitsForCaller: false,
  records: true,
  fields: { message: message(), tag: tag() },
  heard: (config) => heardOf(config.message),
  exits: () => [{ name: 'next', label: 'When recording has begun' }],
  run: (config, event, { render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: { type: 'monitor', ...optionalTexts({ msg: say(config.message), tag: render(config.tag) }) },
      }
    return event.type === 'done' ? { kind: 'exit', exit: 'next' } : { kind: 'stay' }
  },
})
