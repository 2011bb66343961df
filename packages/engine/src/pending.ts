/** What is under way outside of any request, so that a clean stop can wait for it. */
export function createPending() {
  const open = new Set<Promise<void>>()
  return {
    add(promise: Promise<void>): void {
      const counted = promise.finally(() => open.delete(counted))
      open.add(counted)
    },
    /** Resolves when nothing is under way, not even what came of it. */
    async idle(): Promise<void> {
      while (open.size > 0) await Promise.allSettled(open)
    },
  }
}

export type Pending = ReturnType<typeof createPending>
