import { useMutation } from '@tanstack/react-query'
import { RenameDialog } from '../../app/rename-dialog'
import { trpc } from '../../app/trpc'
import { refreshPrompts } from './prompt-files'

/** Gives a prompt another name. */
export function RenamePromptDialog({ prompt, onClose }: { prompt: { id: string; name: string }; onClose: () => void }) {
  const rename = useMutation(
    trpc.prompts.rename.mutationOptions({
      onSuccess: async () => {
        await refreshPrompts()
        onClose()
      },
    }),
  )
  return (
    <RenameDialog
      what="prompt"
      name={prompt.name}
      hint="Its key stays, so no flow changes."
      busy={rename.isPending}
      onRename={(name) => rename.mutate({ id: prompt.id, name })}
      onClose={onClose}
    />
  )
}
