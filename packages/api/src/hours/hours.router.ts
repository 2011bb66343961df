import { createHolidays } from '@patchbay/engine/holidays'
import { z } from 'zod'
import { may, router } from '../trpc'

const holidays = createHolidays()
const code = z.string().min(1).max(12)

/** What is known of public holidays, for whoever draws opening hours. The same for every workspace. */
export const hoursRouter = router({
  /** The countries whose public holidays are known. */
  countries: may.look.query(() => holidays.countries()),

  /** A country’s regions that have holidays of their own. */
  regions: may.look.input(z.strictObject({ country: code })).query(({ input }) => holidays.regions(input.country)),

  /** The public holidays of a year. */
  holidays: may.look
    .input(z.strictObject({ country: code, region: code.nullable(), year: z.int().min(1970).max(2100) }))
    .query(({ input: { country, region, year } }) => holidays.of(country, region, year)),
})
