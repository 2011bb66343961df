import { Button } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { DialogButtons } from '@patchbay/ui/dialog'
import { curlOf } from './curl-of'

/** A new key, to be copied, and how it is used. */
export function KeyShownOnce({ text, onClose }: { text: string; onClose: () => void }) {
  const example = curlOf({ key: text, method: 'get', path: '/api/v1/flows/list' })
  return (
    <div className="grid gap-4">
      <div className="flex items-center gap-2 rounded-control border border-line bg-bg py-1.5 pr-1.5 pl-3">
        <code data-testid="new-key" className="min-w-0 flex-1 font-mono text-[13px] break-all">
          {text}
        </code>
        <CopyButton text={text} label="Copy the key" />
      </div>
      <div className="grid gap-1">
        <p className="text-[13px] font-medium">To try it</p>
        <div className="flex items-start gap-2 rounded-control border border-line bg-bg py-1.5 pr-1.5 pl-3">
          <pre className="min-w-0 flex-1 py-1 font-mono text-[12.5px] break-all whitespace-pre-wrap">{example}</pre>
          <CopyButton text={example} label="Copy the command" />
        </div>
      </div>
      <DialogButtons>
        <Button variant="primary" onClick={onClose}>
          I have kept it
        </Button>
      </DialogButtons>
    </div>
  )
}
