import type { Surroundings } from '@patchbay/blocks/surroundings'
import { queryClient, trpc } from '../../app/trpc'

const aDay = 86_400_000

/** What the settings of blocks ask the server for. */
export const surroundings: Surroundings = {
  countries: () => queryClient.fetchQuery(trpc.hours.countries.queryOptions(undefined, { staleTime: aDay })),
  regions: (country) => queryClient.fetchQuery(trpc.hours.regions.queryOptions({ country }, { staleTime: aDay })),
  holidays: (country, region, year) =>
    queryClient.fetchQuery(trpc.hours.holidays.queryOptions({ country, region, year }, { staleTime: aDay })),
}
