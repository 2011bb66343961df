import { defineBlock, type Exit } from '@patchbay/flow/block'
import { type Field, wholeNumber } from '@patchbay/flow/field'
import { z } from 'zod'
import { pairs } from '../pairs'
import { exitOfWay } from '../return/return.block'

const flow: Field<string> = {
  label: 'Flow',
  initial: '',
  loose: z.string(),
  strict: z.string().min(1, 'Choose the flow to go to.'),
}

/** As they were when the flow was chosen, so that lines stay where they are when it changes. */
const ways: Field<string[]> = {
  label: 'Ways back',
  initial: ['done'],
  loose: z.array(z.string()),
  strict: z.array(z.string().min(1).max(40)).max(50, 'At most 50 ways back.'),
}

const setting = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Choose one of that flow’s settings.')

/**
 * Walks another flow of the same workspace and goes on by the way that it returns. It has variables of its own: it is given
 * its settings, and gives back its results.
 */
export const goToFlow = defineBlock({
  type: 'go-to-flow',
  group: 'logic',
  title: 'Go to flow',
  about: 'Lets another flow do a part of the call, and goes on when it returns.',
  // What the other one does is its own matter; calls that go round for nothing are stopped all the same.
  waitsForCaller: true,
  fields: {
    flow,
    version: wholeNumber({
      label: 'Version',
      min: 1,
      max: 1_000_000,
      placeholder: 'the one published last',
    }),
    settings: pairs({ label: 'Settings', most: 100, name: setting }),
    ways,
  },
  gives: () => ({ results: { '*': 'what it returned' } }),
  refers: ({ flow, version, ways, settings }) => [{ kind: 'flow', field: 'flow', id: flow, version, ways, settings }],
  exits: ({ ways }): Exit[] => [
    ...[...new Set(ways)].map((way) => ({ name: exitOfWay(way), label: `When it returns “${way}”` })),
    { name: 'failed', label: 'If it can’t be done', failure: true },
  ],
  run: ({ flow, version, settings }, event, { fact, render }) => {
    if (event.type !== 'entered') return { kind: 'stay' }
    const found = foundSchema.safeParse(fact({ type: 'flow', flow, version }))
    if (!found.success) return { kind: 'exit', exit: 'failed', why: 'there is no such version' }
    const given = settings.map(({ name, value }) => [name, render(value)] as const)
    return { kind: 'enter', version: found.data.versionId, settings: Object.fromEntries(given) }
  },
})

const foundSchema = z.object({ versionId: z.string() })
