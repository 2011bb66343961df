import { type KeyboardEvent, useRef } from 'react'
import { type OutlineRow, typedAhead } from './outline-rows'
import type { OutlineTasks } from './outline-tasks'
import type { Outline } from './use-outline'

/** Letters that follow each other faster than this belong to one word, in milliseconds. */
const typingPause = 600

/** What each key does on the row that has focus. Keys that mean nothing here go on to the rest of the editor. */
export function useOutlineKeys(outline: Outline, tasks: OutlineTasks): (event: KeyboardEvent) => void {
  const typed = useRef({ text: '', at: 0 })

  const stillTyping = () => Date.now() - typed.current.at < typingPause

  function typeAhead(letter: string): void {
    const text = stillTyping() ? typed.current.text + letter : letter
    typed.current = { text, at: Date.now() }
    // The same letter again and again goes through all that begin with it.
    const again = [...text].every((each) => each === text[0])
    outline.move(typedAhead(outline.rows, outline.place, again ? letter : text))
  }

  function onRow(event: KeyboardEvent, row: OutlineRow): boolean {
    const { rows, place } = outline
    // Whoever goes elsewhere begins a new word.
    if (event.key.length > 1) typed.current = { text: '', at: 0 }
    switch (event.key) {
      case 'ArrowDown':
        outline.move(rows[place + 1])
        return true
      case 'ArrowUp':
        outline.move(rows[place - 1])
        return true
      case 'Home':
        outline.move(rows[0])
        return true
      case 'End':
        outline.move(rows.at(-1))
        return true
      case 'ArrowRight':
        if (outline.expanded(row) === false) outline.open(row.key)
        else if (outline.expanded(row)) outline.move(rows[place + 1])
        return true
      case 'ArrowLeft':
        if (outline.expanded(row)) outline.close(row.key)
        else outline.move(outline.above(row))
        return true
      case 'Enter':
        tasks.enter(row)
        return true
      case ' ':
        if (stillTyping()) typeAhead(' ')
        else outline.move(row)
        return true
      case 'F2':
        tasks.rename(row)
        return true
      case 'Insert':
      case '+':
        tasks.addAfter(row)
        return true
      case 'Delete':
      case 'Backspace':
        tasks.remove(row)
        return true
    }
    if (!/^[\p{Ll}\p{Lo}\p{N}]$/u.test(event.key) || event.shiftKey) return false
    typeAhead(event.key)
    return true
  }

  return (event) => {
    const row = outline.rows[outline.place]
    const { target } = event
    const onTree = target instanceof HTMLElement && target.getAttribute('role') === 'treeitem'
    if (!row || !onTree || event.metaKey || event.altKey) return
    if (event.ctrlKey) {
      if (event.key !== ' ') return
      tasks.choose(row)
    } else if (!onRow(event, row)) return
    // Delete and single letters have a meaning of their own in the rest of the editor.
    event.stopPropagation()
    event.preventDefault()
  }
}
