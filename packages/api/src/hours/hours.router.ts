import { createHolidays } from '@patchbay/engine/holidays'
import { z } from 'zod'
import { may, router } from '../trpc'

const holidays = createHolidays()
const code = z.string().min(1).max(12)

/** What is known of public holidays, for whoever draws opening hours. The same for every workspace. */
export const hoursRouter = router({
  countries: may.look.query(() => holidays.countries()),

  regions: may.look.input(z.strictObject({ country: code })).query(({ input }) => holidays.regions(input.country)),

  holidays: may.look
    .input(z.strictObject({ country: code, region: code.nullable(), year: z.int().min(1970).max(2100) }))
    .query(({ input: { country, region, year } }) => holidays.of(country, region, year)),
})
