import { defineBlock } from '@patchbay/flow/block'
import { message, tag, wholeNumber } from '@patchbay/flow/field'
import { heardOf } from '../heard-of'
import { optionalTexts } from '../optional-texts'

/** While it records it is the caller who talks: that is no silence. */
export const record = defineBlock({
  type: 'record',
  group: 'middle',
  title: 'Record',
  about: 'Records what the caller says.',
  waitsForCaller: true,
  records: true,
  fields: {
    message: message(),
    maxDuration: wholeNumber({
      label: 'Longest recording',
      verb: 'records at most',
      min: 1,
      max: 86_400,
      unit: 'seconds',
      placeholder: '120',
    }),
    tag: tag(),
  },
  heard: (config) => heardOf(config.message),
  exits: () => [{ name: 'next', label: 'When it is recorded' }],
  run: (config, event, { render }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'record',
          ...(config.maxDuration === null ? {} : { maxDuration: config.maxDuration }),
          ...optionalTexts({ msg: render(config.message), tag: render(config.tag) }),
        },
      }
    return event.type === 'done' ? { kind: 'exit', exit: 'next' } : { kind: 'stay' }
  },
})
