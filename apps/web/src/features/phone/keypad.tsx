import { useEffect } from 'react'

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const letters: Partial<Record<string, string>> = {
  2: 'ABC',
  3: 'DEF',
  4: 'GHI',
  5: 'JKL',
  6: 'MNO',
  7: 'PQRS',
  8: 'TUV',
  9: 'WXYZ',
}

/** A phone's keys. The keyboard's digits, * and # do the same, except where one types. */
export function Keypad({ disabled, onPress }: { disabled: boolean; onPress: (key: string) => void }) {
  useEffect(() => {
    if (disabled) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typesText(event.target)) return
      const key = keys.find((candidate) => candidate === event.key)
      if (key) onPress(key)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [disabled, onPress])
  return (
    <fieldset disabled={disabled} className="mx-auto grid w-full max-w-64 grid-cols-3 gap-2">
      <legend className="sr-only">Keys</legend>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          aria-label={keyName(key)}
          onClick={() => onPress(key)}
          className="flex h-12 flex-col items-center justify-center rounded-card border border-line bg-panel font-mono leading-none hover:bg-bg active:bg-block-middle/15 disabled:cursor-not-allowed disabled:opacity-45"
        >
          <span className="text-lg font-semibold">{key}</span>
          <span className="mt-0.5 h-2.5 text-[9px] tracking-widest text-faint">{letters[key]}</span>
        </button>
      ))}
    </fieldset>
  )
}

function keyName(key: string): string {
  return key === '*' ? 'Key star' : key === '#' ? 'Key hash' : `Key ${key}`
}

function typesText(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  )
}
