import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A key: of the keyboard, or of the phone. `inverted` for use on a dark tooltip. */
export function Kbd({ children, inverted }: { children: ReactNode; inverted?: boolean }) {
  return (
    <kbd
      className={clsx(
        'inline-block rounded-[5px] border px-1.5 font-mono text-xs leading-[18px] font-semibold',
        inverted ? 'border-panel/40 text-panel' : 'border-line bg-bg text-ink',
      )}
    >
      {children}
    </kbd>
  )
}
