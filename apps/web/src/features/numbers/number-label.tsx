import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../../app/session'
import { queryClient, trpc } from '../../app/trpc'

/** What people call a number. Written in place; kept on Enter and on leaving, dropped on Esc. */
export function NumberLabel({ id, label }: { id: string; label: string }) {
  const [draft, setDraft] = useState(label)
  const runs = useMay('run')
  const rename = useMutation(
    trpc.numbers.rename.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.numbers.pathFilter()),
      onError: () => setDraft(label),
    }),
  )
  const keep = () => {
    if (draft.trim() !== label) rename.mutate({ numberId: id, label: draft.trim() })
  }
  if (!runs) return label === '' ? null : <p className="text-soft">{label}</p>
  return (
    <TextInput
      aria-label="Label"
      placeholder="Give it a label"
      value={draft}
      maxLength={80}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') setDraft(label)
      }}
      className="-ml-2.5 h-8 max-w-64 border-transparent bg-transparent text-soft focus:border-line"
    />
  )
}
