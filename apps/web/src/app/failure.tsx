import { Button } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { sentenceOf } from './trpc'

/** Says why something could not be read, and offers to try again. */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Notice
      kind="bad"
      action={
        <Button size="small" onClick={retry}>
          Try again
        </Button>
      }
    >
      {sentenceOf(error)}
    </Notice>
  )
}
