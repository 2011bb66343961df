import type { Outputs } from '../../app/trpc'

/** What the bar above the canvas tells of a flow. */
export type FlowHead = Pick<Outputs['flows']['get'], 'id' | 'name' | 'versions'>
