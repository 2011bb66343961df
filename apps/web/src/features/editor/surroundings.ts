import type { Surroundings } from '@patchbay/blocks/surroundings'
import { queryClient, trpc } from '../../app/trpc'

const aDay = 86_400_000

/** What the settings of blocks ask for, of the workspace that this flow is in. */
export function surroundingsOf(flowId: string): Surroundings {
  return {
    countries: () => queryClient.fetchQuery(trpc.hours.countries.queryOptions(undefined, { staleTime: aDay })),
    regions: (country) => queryClient.fetchQuery(trpc.hours.regions.queryOptions({ country }, { staleTime: aDay })),
    holidays: (country, region, year) =>
      queryClient.fetchQuery(trpc.hours.holidays.queryOptions({ country, region, year }, { staleTime: aDay })),
    tables: () => queryClient.fetchQuery(trpc.tables.list.queryOptions()),
    flows: () => queryClient.fetchQuery(trpc.flows.others.queryOptions({ id: flowId })),
  }
}
