import { Button, type ButtonProps } from '@patchbay/ui/button'
import { useRef } from 'react'

export type ChooseFileButtonProps = Omit<ButtonProps, 'onClick'> & {
  label: string
  /** What the browser offers, such as `.csv,text/csv`. */
  accept: string
  onFile: (file: File) => void
}

/** Asks the browser for one file. `label` names the choice for whoever can't see the button. */
export function ChooseFileButton({ label, accept, onFile, ...button }: ChooseFileButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          // The same file can be chosen again, once it was mended.
          event.target.value = ''
          if (file) onFile(file)
        }}
      />
      <Button {...button} onClick={() => input.current?.click()} />
    </>
  )
}
