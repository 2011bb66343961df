import type { Context } from '../context'

/**
 * The ids of calls as they change, in batches: what changed since the last batch was taken, each call once. Listening
 * begins when this is called, not when it is first read, and ends with `signal` or when the reader stops.
 */
export function changedCalls(
  { deps, workspaceId }: Context,
  signal: AbortSignal | undefined,
  only?: string,
): AsyncGenerator<string[]> {
  const changed = new Set<string>()
  let wake = () => {}
  const stop = deps.engine.subscribe((change) => {
    if (change.workspaceId !== workspaceId || (only !== undefined && change.callId !== only)) return
    changed.add(change.callId)
    wake()
  })
  const onAbort = () => {
    stop()
    wake()
  }
  signal?.addEventListener('abort', onAbort, { once: true })

  async function* batches() {
    try {
      while (!signal?.aborted) {
        if (changed.size === 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
          continue
        }
        const ids = [...changed]
        changed.clear()
        yield ids
      }
    } finally {
      signal?.removeEventListener('abort', onAbort)
      stop()
    }
  }
  return batches()
}
