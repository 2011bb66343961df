import { Button } from '@patchbay/ui/button'
import { Menu } from '@patchbay/ui/menu'
import { toast } from '@patchbay/ui/toast'
import { Braces, FileDown, Table2, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { download } from '../../app/download'
import type { AskedCalls } from './call-filters'
import { type ExportFormat, type ExportProgress, exportCalls } from './export-calls'

/** Saves the calls that are asked for as a file; while they come, it says how far it is and can be stopped. */
export function ExportButton({ asked }: { asked: AskedCalls }) {
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const stop = useRef<AbortController | null>(null)
  useEffect(() => () => stop.current?.abort(), [])
  const begin = async (format: ExportFormat) => {
    const stopper = new AbortController()
    const { signal } = stopper
    stop.current = stopper
    setProgress({ done: 0, total: 0 })
    try {
      const { name, file } = await exportCalls(asked, format, { signal, onProgress: setProgress })
      download(name, file)
    } catch (error) {
      if (!signal.aborted)
        toast.error(error instanceof TypeError ? 'The export broke off. Try again.' : sentence(error))
    } finally {
      setProgress(null)
    }
  }
  if (progress) return <Under progress={progress} onStop={() => stop.current?.abort()} />
  return (
    <Menu
      trigger={<Button icon={FileDown}>Export</Button>}
      items={[
        { label: 'As CSV, for spreadsheets', icon: Table2, onSelect: () => void begin('csv') },
        { label: 'As JSON, for programs', icon: Braces, onSelect: () => void begin('json') },
      ]}
    />
  )
}

function Under({ progress: { done, total }, onStop }: { progress: ExportProgress; onStop: () => void }) {
  const words = total === 0 ? 'Looking for the calls…' : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
  return (
    <div className="flex h-9 items-center gap-2 rounded-control border border-line pl-3">
      <progress aria-label="Export" value={done} max={Math.max(1, total)} className="h-1.5 w-20 accent-block-middle" />
      <span className="text-[13px] whitespace-nowrap tabular-nums">{words}</span>
      <Button size="small" variant="quiet" icon={X} onClick={onStop} className="mr-1">
        Stop
      </Button>
    </div>
  )
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : 'The export broke off. Try again.'
}
