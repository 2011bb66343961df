import { ownPath } from './own-path'

/** Pages that are only there to come in by. */
const ways = new Set(['/sign-in', '/welcome'])

export function isWayIn(path: string): boolean {
  return ways.has(path)
}

/** Where whoever signs in here wanted to go: this page, or what a way in was told in `next`, as far as it is ours. */
export function wantedPath(): string {
  const { pathname, search, hash, origin } = location
  // What stands behind it there only tells how a way in ended.
  if (pathname === '/') return '/'
  if (!isWayIn(pathname)) return `${pathname}${search}${hash}`
  return ownPath(new URLSearchParams(search).get('next'), origin) ?? '/'
}
