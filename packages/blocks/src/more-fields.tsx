import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'

/** Settings that few people need, folded away until one of them is in use. */
export function MoreFields({ inUse, children }: { inUse: boolean; children: ReactNode }) {
  const [open, setOpen] = useState(inUse)
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded text-[13px] font-medium text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
        More
      </summary>
      <div className="mt-3 grid gap-4">{children}</div>
    </details>
  )
}
