import { SlowInput } from '../../app/slow-input'

/** Words that are looked for, a moment after the last of them was typed, or on Enter. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <SlowInput
      type="search"
      aria-label="Search the calls"
      placeholder="Number, keys pressed, tag…"
      value={value}
      maxLength={200}
      onChange={onChange}
      className="min-w-0 flex-1 max-sm:basis-full sm:max-w-64"
    />
  )
}
