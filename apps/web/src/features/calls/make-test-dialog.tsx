import { Button } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { Dialog } from '@patchbay/ui/dialog'
import { Notice } from '@patchbay/ui/notice'
import { FileDown } from 'lucide-react'

export type MakeTestDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** What the file will be called. */
  name: string
  onSave: () => void
}

/** Says what a call's file is good for as a test, and where it goes; then saves it. */
export function MakeTestDialog({ open, onOpenChange, name, onSave }: MakeTestDialogProps) {
  const command = `npm run replay -- ${name}`
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="medium"
      title="Make this a test"
      description="The call is saved as a file: its flow, everything that happened, and what was asked for at every step. Walking it again must come to the same."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            variant="primary"
            icon={FileDown}
            onClick={() => {
              onSave()
              onOpenChange(false)
            }}
          >
            Save the file
          </Button>
        </>
      }
    >
      <ol className="grid list-decimal gap-2 pl-5">
        <li>
          Save <code className="font-mono text-xs wrap-anywhere">{name}</code>.
        </li>
        <li>
          Put it into <code className="font-mono text-xs">examples/recorded/</code> of your copy of Patchbay’s source.
          From then on <code className="font-mono text-xs">npm test</code> fails if any of its steps comes out
          otherwise.
        </li>
        <li>
          <span className="flex flex-wrap items-center gap-1">
            Or ask at any time: <code className="font-mono text-xs wrap-anywhere">{command}</code>
            <CopyButton text={command} label="Copy the command" />
          </span>
        </li>
      </ol>
      <Notice className="mt-4">
        The file says who called and which keys were pressed. It keeps Patchbay to what it did; it does not try another
        version of the flow.
      </Notice>
    </Dialog>
  )
}
