import { clsx } from 'clsx'
import { type DragEvent, type ReactNode, useState } from 'react'

export type DropFilesProps = {
  /** What is said while files hover over the page. */
  invitation: string
  /** Null: nothing can be dropped here. */
  onFiles: ((files: readonly File[]) => void) | null
  className?: string
  children: ReactNode
}

/** A page on which files can be dropped; while they hover over it, it says so. */
export function DropFiles({ invitation, onFiles, className, children }: DropFilesProps) {
  const [over, setOver] = useState(false)
  const hasFiles = (event: DragEvent) => onFiles !== null && event.dataTransfer.types.includes('Files')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside does the same without a pointer
    <div
      className={clsx('relative min-h-full', className)}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setOver(false)
      }}
      onDrop={(event) => {
        setOver(false)
        if (!hasFiles(event)) return
        event.preventDefault()
        onFiles?.([...event.dataTransfer.files])
      }}
    >
      {children}
      <p
        aria-hidden
        className={clsx(
          'pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-card border-2 border-dashed border-focus bg-panel/85 text-base font-semibold',
          !over && 'hidden',
        )}
      >
        {invitation}
      </p>
    </div>
  )
}
