import type { Who } from '../house/furnish'

/** One request, or what somebody sends who does not speak HTTP. */
export type Attack = {
  /** What it is at, such as `trpc flows.save`. */
  at: string
  who: Who
} & (
  | {
      method: string
      path: string
      headers: Record<string, string>
      body: string | Uint8Array | null
      /** Something that goes on: it is left after a moment. */
      stream?: true
    }
  | { bytes: Uint8Array }
)
