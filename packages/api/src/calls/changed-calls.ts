import type { Context } from '../context'

/**
 * The ids of calls as they change, in batches: what changed since the last batch was taken, each call once. Listening
 * begins when this is called, not when it is first read, and ends with `signal` or with `stop`. `many`: more than can be
 * told, so the table has to be looked into.
 */
export function changedCalls(
  { deps, workspaceId }: Context,
  signal: AbortSignal | undefined,
  only?: string,
): { batches: AsyncGenerator<string[] | 'many'>; stop: () => void } {
  const changed = new Set<string>()
  let many = false
  let wake = () => {}
  let stopped = false
  const unsubscribe = deps.engine.subscribe((change) => {
    if (change === 'many') {
      many = true
      return wake()
    }
    if (change.workspaceId !== workspaceId || (only !== undefined && change.callId !== only)) return
    changed.add(change.callId)
    wake()
  })
  const stop = () => {
    stopped = true
    unsubscribe()
    signal?.removeEventListener('abort', stop)
    wake()
  }
  if (signal?.aborted) stop()
  else signal?.addEventListener('abort', stop)

  async function* batches() {
    while (!stopped) {
      if (many) {
        many = false
        yield 'many' as const
        continue
      }
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
  }
  return { batches: batches(), stop }
}
