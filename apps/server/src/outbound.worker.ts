import { readAllowed } from '@patchbay/engine/outbound/allowed-addresses'
import { createOutbound } from '@patchbay/engine/outbound/outbound'
import { workerData } from 'piscina'
import { z } from 'zod'

/** What the thread is told of the environment. */
export const wayOutSchema = z.object({ allow: z.string(), userAgent: z.string() })

const { allow, userAgent } = wayOutSchema.parse(workerData)

export default createOutbound({ allowed: readAllowed(allow), userAgent }).request
