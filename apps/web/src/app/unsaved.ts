type Save = () => Promise<unknown>

const holders = new Set<Save>()

/** Tells how to save what may be unsaved here, until the function that comes back is called. */
export function holdsUnsaved(save: Save): () => void {
  holders.add(save)
  return () => holders.delete(save)
}

/** Saves what is unsaved on this page, as far as it can be. Never rejects. */
export async function saveAll(): Promise<void> {
  await Promise.allSettled([...holders].map((save) => save()))
}
