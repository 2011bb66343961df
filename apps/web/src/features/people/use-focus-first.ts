import { type RefObject, useEffect, useRef } from 'react'

/** Puts the cursor where one begins, once, when that is drawn: a page or a step of one that is there to be typed into. */
export function useFocusFirst<T extends HTMLElement>(): RefObject<T | null> {
  const form = useRef<T>(null)
  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])]
    const first = inputs.find((input) => input.value === '' && !input.readOnly) ?? inputs[0]
    first?.focus()
  }, [])
  return form
}
