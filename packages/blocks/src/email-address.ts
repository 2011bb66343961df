import { z } from 'zod'

const address = z.email()

/** What is wrong with it, unless it is one e-mail address or a text that becomes one. */
export function emailProblem(text: string): string | null {
  return text.includes('{{') || address.safeParse(text).success
    ? null
    : 'Write one e-mail address, such as mei@example.com.'
}
