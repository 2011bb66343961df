import { Field } from '@patchbay/ui/field'
import { Menu } from '@patchbay/ui/menu'
import { TextArea } from '@patchbay/ui/text-area'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useKnownNames } from './known-names'
import type { BoundField } from './view'
import type { Selection } from './voice'

/** Chips beyond these would hide the text that they are for. */
const mostChips = 4

export type WordsFieldProps = BoundField<string> & {
  /** The most characters that it may have. */
  max: number
  /** The text itself, for whoever changes it from outside. */
  area?: RefObject<HTMLTextAreaElement | null>
  /** Told whenever the cursor or the selection moves. */
  onSelect?: (selection: Selection) => void
  /** What else can be done with the text. */
  children?: ReactNode
}

/** What is said or written: its length beside the label, and a chip for each variable, put in at the cursor. */
export function WordsField({
  label,
  value,
  onChange,
  error,
  placeholder,
  max,
  area,
  onSelect,
  children,
}: WordsFieldProps) {
  const own = useRef<HTMLTextAreaElement>(null)
  const text = area ?? own
  // What is private may not stand in words: it is not offered either.
  const names = useKnownNames().filter(({ sealed }) => !sealed)

  function insert(name: string) {
    const variable = `{{ ${name} }}`
    const start = text.current?.selectionStart ?? value.length
    const end = text.current?.selectionEnd ?? value.length
    onChange(value.slice(0, start) + variable + value.slice(end))
    selectLater(text, { start: start + variable.length, end: start + variable.length }, true)
  }

  return (
    <div className="grid min-w-0 gap-1.5">
      <Field label={label} error={error} aside={`${value.length.toLocaleString('en')} of ${max.toLocaleString('en')}`}>
        {(control) => (
          <TextArea
            {...control}
            ref={text}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onSelect={({ currentTarget: { selectionStart: start, selectionEnd: end } }) => onSelect?.({ start, end })}
            placeholder={placeholder}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-1">
        {names.slice(0, mostChips).map(({ path: name, about: meaning }) => (
          <button
            key={name}
            type="button"
            title={`Put in ${meaning}`}
            aria-label={`Put in ${meaning}`}
            onClick={() => insert(name)}
            className="rounded-md bg-block-logic/12 px-1.5 py-0.5 font-mono text-xs text-block-logic hover:bg-block-logic/20"
          >
            {name}
          </button>
        ))}
        {names.length > mostChips ? (
          <Menu
            align="start"
            trigger={
              <button
                type="button"
                className="rounded-md bg-block-logic/12 px-1.5 py-0.5 text-xs text-block-logic hover:bg-block-logic/20"
              >
                More…
              </button>
            }
            items={names.slice(mostChips).map(({ path, about }) => ({
              label: `${path.replace('.*', '.…')} · ${about}`,
              onSelect: () => insert(path.replace('.*', '.')),
            }))}
          />
        ) : null}
      </div>
      {children}
    </div>
  )
}

/** Selects in a text once it shows what was just changed; `focus` also goes there. */
export function selectLater(
  area: RefObject<HTMLTextAreaElement | null>,
  { start, end }: Selection,
  focus: boolean,
): void {
  requestAnimationFrame(() => {
    if (focus) area.current?.focus()
    area.current?.setSelectionRange(start, end)
  })
}
