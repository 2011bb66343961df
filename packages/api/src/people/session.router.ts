import { open, router } from '../trpc'
import { readSession } from './read-session'

export const sessionRouter = router({
  /** Who asks, and where they are: the first thing that a page wants to know. */
  get: open.query(({ ctx }) => readSession(ctx)),
})
