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
  gives: () => ({ results: { url: 'the address of the recording' } }),
  heard: (config) => heardOf(config.message),
  exits: () => [{ name: 'next', label: 'When it is recorded' }],
  run: (config, event, { render, say }) => {
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: {
          type: 'record',
          ...(config.maxDuration === null ? {} : { maxDuration: config.maxDuration }),
          ...optionalTexts({ msg: say(config.message), tag: render(config.tag) }),
        },
      }
    if (event.type !== 'done') return { kind: 'stay' }
    return { kind: 'exit', exit: 'next', result: { url: event.result.recordingUrl ?? '' } }
  },
})
