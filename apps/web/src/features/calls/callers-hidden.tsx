import { useMay } from '../../app/session'

/** Says why there are dots where a number could stand; nothing to whoever sees callers. */
export function CallersHidden({ className }: { className?: string }) {
  if (useMay('callers')) return null
  return (
    <p className={`text-[13px] text-soft ${className ?? ''}`}>
      Callers’ numbers, what they pressed and what they heard are hidden from you here.
    </p>
  )
}
