import { inputLook } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { queryClient, trpc } from '../../app/trpc'

/** The flow's name; pressing it turns it into a field. Enter keeps what was typed, Escape does not. */
export function FlowTitle({ id, name }: { id: string; name: string }) {
  const [typed, setTyped] = useState<string | null>(null)
  const rename = useMutation(
    trpc.flows.rename.mutationOptions({
      onSettled: async () => {
        await queryClient.invalidateQueries(trpc.flows.pathFilter())
      },
    }),
  )
  const shown = rename.isPending ? rename.variables.name : name

  function keep() {
    const next = typed?.trim()
    setTyped(null)
    if (next && next !== name) rename.mutate({ id, name: next })
  }

  if (typed !== null)
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: it takes the place of the button that was just pressed
        autoFocus
        aria-label="Name of the flow"
        value={typed}
        maxLength={80}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep()
          if (event.key === 'Escape') setTyped(null)
        }}
        className={`${inputLook} h-8 max-w-56 font-semibold`}
      />
    )
  return (
    <h1 aria-label={shown} className="min-w-0">
      <button
        type="button"
        title="Rename"
        aria-label={`Rename “${shown}”`}
        onClick={() => setTyped(shown)}
        className="group flex max-w-full min-w-0 items-center gap-1.5 rounded-md px-1 py-0.5 font-semibold hover:bg-bg"
      >
        <span className="truncate">{shown}</span>
        <Pencil aria-hidden size={13} className="shrink-0 text-faint opacity-0 group-hover:opacity-100" />
      </button>
    </h1>
  )
}
