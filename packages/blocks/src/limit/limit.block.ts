import { type ConfigProblem, defineBlock } from '@patchbay/flow/block'
import { choice, wholeNumber } from '@patchbay/flow/field'

const defaults = { most: 3, seconds: 86_400 } as const
/** The engine forgets what was counted after 31 days. */
const longest = 30 * 86_400

/**
 * Lets a call, or a caller, pass so many times. A call is counted from its beginning to its end; in a flow that another one
 * walks, anew at each walk. A caller is counted per flow and block, whatever the version. Callers without a number are not
 * told apart, so they always pass: only a call's own count ends a loop.
 */
export const limit = defineBlock({
  type: 'limit',
  group: 'logic',
  title: 'Limit',
  about: 'Counts how often this call or this caller has been here.',
  waitsForCaller: false,
  fields: {
    scope: choice({ label: 'Counts', of: ['call', 'caller'] }),
    most: wholeNumber({ label: 'At most', min: 1, max: 1_000, unit: 'times', placeholder: String(defaults.most) }),
    seconds: wholeNumber({
      label: 'Within',
      min: 1,
      max: longest,
      unit: 'seconds',
      placeholder: String(defaults.seconds),
    }),
  },
  gives: () => ({ results: { times: 'how often it was here' } }),
  check: ({ scope, seconds }): ConfigProblem[] =>
    scope === 'call' && seconds !== null
      ? [
          {
            field: 'seconds',
            code: 'not-counted',
            message: 'A call is counted from its beginning to its end, whatever time is given.',
            warning: true,
            fix: { label: 'Take the time away', config: { seconds: null } },
          },
        ]
      : [],
  exits: ({ scope }) => [
    { name: 'within', label: 'As long as it is within', ...(scope === 'call' ? { counted: true as const } : {}) },
    { name: 'too-many', label: 'If it is too often' },
    { name: 'failed', label: 'If it can’t be counted', failure: true, optional: true },
  ],
  run: ({ scope, most, seconds }, event, { memory, node, vars }) => {
    const leave = (times: number) => ({
      kind: 'exit' as const,
      exit: times > (most ?? defaults.most) ? 'too-many' : 'within',
      result: { times },
      why: times === 1 ? 'the first time' : `${times} times`,
    })
    if (scope === 'call') {
      if (event.type !== 'entered') return { kind: 'stay' }
      const times = (typeof memory === 'number' ? memory : 0) + 1
      return { ...leave(times), memory: times }
    }
    if (event.type === 'entered' && vars.caller === '') return leave(1)
    if (event.type === 'entered')
      return {
        kind: 'wait',
        command: { type: 'count', name: `${node}:${vars.caller}`, seconds: seconds ?? defaults.seconds },
      }
    return event.type === 'done' ? leave(event.result.count ?? 1) : { kind: 'stay' }
  },
})
