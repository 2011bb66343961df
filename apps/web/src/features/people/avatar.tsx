import { UserRound } from 'lucide-react'
import { initials } from './initials'

/** Somebody's initials in a circle. Who it is stands in words beside it, or in the button around it. */
export function Avatar({ name }: { name: string }) {
  const letters = initials(name)
  return (
    <span
      aria-hidden
      className="grid size-7 shrink-0 place-items-center rounded-full bg-ink text-[11px] font-semibold text-panel select-none"
    >
      {letters === '' ? <UserRound size={15} /> : letters}
    </span>
  )
}
