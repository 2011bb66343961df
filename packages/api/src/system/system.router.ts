import { may, router } from '../trpc'

export type SystemInfo = { simulator: boolean; carrier: 'simulator' | 'hoiio'; publicUrl: string; version: string }

export const systemRouter = router({
  /** Which carrier this Patchbay runs on, where it is reached, and its version. */
  info: may.look.query(
    ({ ctx: { deps } }): SystemInfo => ({
      simulator: deps.carrier === 'simulator',
      carrier: deps.carrier,
      publicUrl: deps.publicUrl,
      version: deps.version,
    }),
  ),
})
