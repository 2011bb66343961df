import { useState } from 'react'

/**
 * What somebody is typing where the stored value looks different, such as `+65 6123` for `+656123`. It shows for as long as
 * the stored value is the one that it stands for: an undo shows at once.
 */
export function useDraft<T>(value: T) {
  const [draft, setDraft] = useState<{ text: string; of: T } | null>(null)
  return {
    /** The text as it was typed, or null when the stored value shows. */
    typed: draft !== null && Object.is(draft.of, value) ? draft.text : null,
    /** Keeps a text that stands for a value. */
    keep: (text: string, of: T) => setDraft({ text, of }),
    drop: () => setDraft(null),
  }
}
