/** Opens a path of ours as if the browser came from outside: nothing of what was read before is left. */
export function goOn(path: string): void {
  history.replaceState(null, '', path)
  location.reload()
}
