import { Button } from '@patchbay/ui/button'
import { PhoneIncoming, PhoneOutgoing } from 'lucide-react'
import { useEditor } from './editor-context'
import { useAddBlock } from './use-add-block'

/** What stands on a canvas on which nothing has been drawn: how to begin. */
export function EmptyCanvas() {
  const add = useAddBlock()
  const { mayDraw } = useEditor()
  if (!mayDraw)
    return (
      <p className="pointer-events-none absolute inset-0 z-10 grid place-items-center p-6 text-soft">
        Nothing is drawn yet.
      </p>
    )
  return (
    <div className="pointer-events-none absolute inset-0 z-10 grid place-items-center p-6">
      <div className="pointer-events-auto grid max-w-sm gap-3 text-center">
        <h2 className="text-base font-semibold">How does a call begin?</h2>
        <p className="text-soft">
          Start with one of these, then drag blocks from the left and draw a line from each exit to what comes next.
        </p>
        <div className="flex flex-wrap justify-center gap-2">
          <Button icon={PhoneIncoming} onClick={() => add('answer')}>
            Somebody rings us
          </Button>
          <Button icon={PhoneOutgoing} onClick={() => add('dial')}>
            We ring somebody
          </Button>
        </div>
      </div>
    </div>
  )
}
