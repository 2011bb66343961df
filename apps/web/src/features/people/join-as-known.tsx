import { Button } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { useMutation } from '@tanstack/react-query'
import { sentenceOf, trpc } from '../../app/trpc'
import { goOn } from './go-on'

/** For whoever is signed in: one press. */
export function JoinAsKnown({ token, workspace }: { token: string; workspace: string }) {
  const join = useMutation(
    trpc.people.join.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ slug }) => goOn(`/w/${slug}/flows`),
    }),
  )
  return (
    <div className="grid gap-4">
      {join.error ? <Notice kind="bad">{sentenceOf(join.error)}</Notice> : null}
      <Button variant="primary" busy={join.isPending} onClick={() => join.mutate({ token })}>
        Join {workspace}
      </Button>
    </div>
  )
}
