import { type ConfigProblem, defineBlock } from '@patchbay/flow/block'
import type { Field } from '@patchbay/flow/field'
import { valueAt } from '@patchbay/flow/vars'
import { readySpan, readyWeekly, type Weekly, weeklySchema } from '@patchbay/flow/weekly-hours'
import { z } from 'zod'
import { hoursDoubts } from './hours-doubts'
import { exceptionSchema, isDate, openingAt } from './opening-hours'
import { isZone, wallClock } from './wall-clock'

const day = z.string().refine(isDate, 'Choose a day.')

export const zone: Field<string> = {
  label: 'Time zone',
  initial: 'Asia/Singapore',
  loose: z.string(),
  strict: z.string().refine(isZone, 'Choose a time zone, such as Asia/Singapore.'),
}

export const weekly: Field<Weekly> = {
  label: 'Opening hours',
  initial: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  loose: weeklySchema,
  strict: readyWeekly,
}

/** A setting of the flow that has the hours of each number; empty: the block's own. */
const setting: Field<string> = {
  label: 'Go by the hours',
  initial: '',
  loose: z.string(),
  strict: z.string().regex(/^$|^[a-z][a-z0-9_]{0,39}$/, 'Choose one of the flow’s settings.'),
  texts: (key) => (key === '' ? [] : [`{{ settings.${key} }}`]),
}

const placeSchema = z.object({ country: z.string(), region: z.string().nullable() }).nullable()
const holidays: Field<z.infer<typeof placeSchema>> = {
  label: 'Public holidays of',
  initial: null,
  loose: placeSchema,
  strict: placeSchema,
}

const exceptions: Field<z.infer<typeof exceptionSchema>[]> = {
  label: 'Days that differ',
  initial: [],
  loose: z.array(exceptionSchema),
  strict: z
    .array(
      z
        .object({
          from: day,
          to: day,
          name: z.string().max(60, 'A name has at most 60 characters.'),
          hours: z.array(readySpan).max(10, 'At most 10 rows.'),
        })
        .refine(({ from, to }) => from <= to, 'The last day comes before the first.'),
    )
    .max(200, 'At most 200 days or closures.'),
}

/** Goes by the clock and the calendar of a place. Daylight saving is that of the zone. */
export const hours = defineBlock({
  type: 'hours',
  group: 'logic',
  title: 'Hours',
  about: 'Goes one way while you are open, another when you are closed or on a holiday.',
  waitsForCaller: false,
  fields: { setting, zone, weekly, holidays, exceptions },
  // What is past depends on when somebody looks. Calls never come by here: they have the time of their event.
  check: ({ setting, ...config }): ConfigProblem[] =>
    hoursDoubts(config, wallClock(Date.now(), config.zone).date).filter(
      ({ field }) => setting === '' || field !== 'weekly',
    ),
  exits: () => [
    { name: 'open', label: 'While it is open' },
    { name: 'closed', label: 'While it is closed' },
    { name: 'holiday', label: 'On a holiday' },
  ],
  run: ({ setting, zone, weekly: own, holidays, exceptions }, _event, { at, fact, vars }) => {
    const given = setting === '' ? null : readyWeekly.safeParse(valueAt(vars, `settings.${setting}`))
    const weekly = given?.success ? given.data : own
    const clock = wallClock(at, zone)
    const holidayOn = (date: string) => {
      const name = holidays === null ? null : fact({ type: 'holiday', ...holidays, date })
      return typeof name === 'string' ? name : null
    }
    const { state, why } = openingAt({ weekly, exceptions }, clock, holidayOn)
    const hour = `${String(Math.floor(clock.minutes / 60)).padStart(2, '0')}:${String(clock.minutes % 60).padStart(2, '0')}`
    return { kind: 'exit', exit: state, why: `${clock.date} ${hour}: ${why}` }
  },
})
