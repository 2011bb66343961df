import { defineBlock } from '@patchbay/flow/block'
import { tag } from '@patchbay/flow/field'
import { optionalTexts } from '../optional-texts'

/** Takes the caller back from Hold. */
export const unhold = defineBlock({
  type: 'unhold',
  group: 'middle',
  title: 'Unhold',
  about: 'Takes the caller back who was kept waiting.',
  waitsForCaller: false,
  holds: 'end',
  fields: { tag: tag() },
  exits: () => [{ name: 'next', label: 'When the caller is back' }],
  run: (config, event, { render }) => {
    if (event.type === 'entered')
      return { kind: 'wait', command: { type: 'unhold', ...optionalTexts({ tag: render(config.tag) }) } }
    return event.type === 'done' ? { kind: 'exit', exit: 'next' } : { kind: 'stay' }
  },
})
