import { useId } from 'react'

/** One of a few words, side by side: real radio buttons, so that arrow keys move between them. */
export function ChoiceField<T extends string>({
  label,
  value,
  onChange,
  options,
  error,
}: {
  label: string
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: string }[]
  error?: string | undefined
}) {
  const name = useId()
  return (
    <fieldset className="grid gap-1" {...(error ? { 'aria-describedby': `${name}-error` } : {})}>
      <legend className="mb-1 text-[13px] font-medium">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-0.5 rounded-control border border-line bg-bg p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={`cursor-pointer rounded-[6px] px-2 py-1 text-center text-[13px] has-focus-visible:outline-2 has-focus-visible:outline-focus ${option.value === value ? 'bg-panel font-medium text-ink shadow-card' : 'text-soft hover:text-ink'}`}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
      {error ? (
        <p id={`${name}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
