import { z } from 'zod'

/** Numbers of the calls that are timed begin so. */
export const timedCallers = '+65811'

/** When a step of a timed call arrived at each viewer, by `caller seq`, in the clock's milliseconds. */
export const arrivalsSchema = z.record(z.string(), z.array(z.number()))
export type Arrivals = z.infer<typeof arrivalsSchema>

/** What the viewers' process tells: how many stand, then what arrived since it was asked last. */
export const viewersSayingSchema = z.union([
  z.object({ standing: z.number() }),
  z.object({ arrivals: arrivalsSchema, bytes: z.number() }),
])
export const viewersOrderSchema = z.union([
  z.object({ watch: z.url(), viewers: z.number() }),
  z.object({ take: z.literal(true) }),
])
