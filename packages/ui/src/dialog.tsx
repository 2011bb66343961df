import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useFocusBack } from './focus-back'

export type DialogProps = {
  open: boolean
  /** Without it, only what stands in the dialog ends it. */
  onOpenChange?: (open: boolean) => void
  title: string
  /** One sentence under the title. */
  description?: ReactNode
  children?: ReactNode
  /** The buttons, the main one last. */
  footer?: ReactNode
  width?: 'small' | 'medium' | 'large'
}

const widths = { small: 'max-w-md', medium: 'max-w-xl', large: 'max-w-3xl' } as const

/** A question that must be answered before anything else. Esc and the cross close it, where that may be; focus stays inside, then goes back. */
export function Dialog({ open, onOpenChange, title, description, children, footer, width = 'small' }: DialogProps) {
  useFocusBack(open)
  return (
    <Radix.Root open={open} {...(onOpenChange ? { onOpenChange } : {})}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/45" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={clsx(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[min(90dvh,760px)] w-[calc(100vw-24px)] -translate-x-1/2 -translate-y-1/2',
            'flex-col rounded-card border border-line bg-panel text-ink shadow-float',
            widths[width],
          )}
        >
          <div className="flex items-start gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description ? <Radix.Description className="mt-0.5 text-soft">{description}</Radix.Description> : null}
            </div>
            {onOpenChange ? (
              <Radix.Close
                aria-label="Close"
                className="-mr-1.5 grid size-8 place-items-center rounded-control text-soft hover:bg-bg hover:text-ink"
              >
                <X aria-hidden size={18} />
              </Radix.Close>
            ) : null}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The buttons of a form that fills a dialog: always in sight, however long the form. */
export function DialogButtons({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap rounded-b-card justify-end gap-2 border-t border-line bg-panel px-5 py-3">
      {children}
    </div>
  )
}
