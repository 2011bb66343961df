import { useEffect, useRef } from 'react'
import { type Action, type Press, useActions } from './actions'
import { useSingleKeys } from './single-keys'

/** Whether an event belongs to something that is typed into, or to a dialog. */
export function typing(event: Event): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="listbox"], [role="menu"]') !== null
  )
}

/** Every action's key, from anywhere in the editor but a text field. Its list of commands opens from those too. */
export function useEditorKeys(): void {
  const actions = useActions()
  const now = useRef(actions)
  now.current = actions
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = now.current.find(({ press }) => press && press.ours !== false && pressed(press, event))
      if (!action?.possible || (typing(event) && action.id !== 'commands')) return
      if (!action.press?.command && !useSingleKeys.getState().on) return
      event.preventDefault()
      action.run()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}

/** Shifted digits and marks sit elsewhere on each keyboard: the key's place says which digit, its character which mark. */
function pressed({ key, command, shift }: Press, event: KeyboardEvent): boolean {
  if ((event.ctrlKey || event.metaKey) !== (command ?? false) || event.altKey) return false
  if (/^\d$/.test(key)) return event.code === `Digit${key}` && event.shiftKey === (shift ?? false)
  if (/^\W$/.test(key)) return event.key === key
  return event.key.toLowerCase() === key && event.shiftKey === (shift ?? false)
}

const mac = /Mac|iPhone|iPad/.test(navigator.platform)

/** A key press as it stands on the keyboard: “Ctrl Shift Z”, “⌘ K”. */
export function writePress({ key, command, shift }: Press): string {
  const name = key.length === 1 ? key.toUpperCase() : key
  return [command ? (mac ? '⌘' : 'Ctrl') : null, shift && key !== '?' ? 'Shift' : null, name].filter(Boolean).join(' ')
}

export type KeyedAction = Action & { press: Press }

/** The actions that have a key. */
export function keyed(actions: readonly Action[]): KeyedAction[] {
  return actions.flatMap((action) => (action.press ? [{ ...action, press: action.press }] : []))
}
