/** The middle of what is in view of the canvas, in the window's own pixels. */
export function middleOfCanvas(): { x: number; y: number } {
  const pane = document.querySelector('.react-flow__pane')?.getBoundingClientRect()
  return pane ? { x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 } : { x: 0, y: 0 }
}
