import { TextInput } from '@patchbay/ui/text-input'
import { useEffect, useState } from 'react'

const pauseMs = 300

/** Words that are looked for, a moment after the last of them was typed, or on Enter. */
export function SearchBox({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  if (given !== value) {
    setGiven(value)
    setTyped(value)
  }
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => onChange(typed.trim()), pauseMs)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])
  return (
    <TextInput
      type="search"
      aria-label="Search the calls"
      placeholder="Number, keys pressed, tag…"
      value={typed}
      maxLength={200}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onChange(typed.trim())
      }}
      className="min-w-0 flex-1 max-sm:basis-full sm:max-w-64"
    />
  )
}
