import { Button } from '@patchbay/ui/button'
import { FileUp } from 'lucide-react'
import { useRef } from 'react'

/** Asks the browser for files of flows. */
export function ImportButton({ busy, onFiles }: { busy: boolean; onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label="Files of flows"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          // The same file can be chosen again, once it was mended.
          event.target.value = ''
          onFiles(files)
        }}
      />
      <Button variant="quiet" icon={FileUp} busy={busy} onClick={() => input.current?.click()}>
        <span className="max-sm:sr-only">Import…</span>
      </Button>
    </>
  )
}
