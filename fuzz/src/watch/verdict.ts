import type { Attack } from '../attacks/attack'
import type { Who } from '../house/furnish'
import type { Told } from '../send/lane'
import type { Leak } from './secrets'

export type Finders = {
  /** Of what nobody may be told, and no line of the log may hold. */
  secret: (text: string) => Leak | null
  /** Of what only whoever it belongs to may be told, by better-auth: which sessions they have. */
  session: (text: string, who: Who) => Leak | null
  /** Of what may be told to those only who belong there. */
  mark: (text: string) => Leak | null
}

/** What is wrong with an answer, as a sentence; null: nothing. Within a batch or a stream, statuses stand in the body. */
export function verdictOn({ status, headers, body }: Told, { at, who }: Attack, finders: Finders): string | null {
  if (status >= 500) return `answered ${status}: ${body.slice(0, 200)}`
  if (/"httpStatus":5\d\d|"code":"INTERNAL_SERVER_ERROR"/.test(body))
    return `answered ${status} with a fault within: ${body.slice(0, 300)}`
  const { secret, session, mark } = finders
  const asked = at.startsWith('auth ') ? who : 'nobody'
  for (const text of [body, headers]) {
    const leak = secret(text) ?? session(text, asked) ?? mark(text)
    if (leak) return `told ${leak.what}: …${leak.around}…`
  }
  return null
}

/** What is wrong with a line of the log; null: nothing. */
export function verdictOnLine(line: string, { secret, session }: Finders): string | null {
  if (/"level":[56]0/.test(line)) return `logged a fault: ${line.slice(0, 1_500)}`
  const leak = secret(line) ?? session(line, 'nobody')
  return leak ? `logged ${leak.what}: …${leak.around}…` : null
}
