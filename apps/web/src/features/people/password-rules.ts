/** How many characters a password has; the server holds to the same. */
export const passwordLength = { least: 10, most: 128 }

export type Whose = { name: string; email: string }
export type PasswordRule = { words: string; met: boolean }

/**
 * What a password needs, and whether this one has it, as far as a browser can tell: whether it was stolen somewhere is looked up when it
 * is sent.
 */
export function passwordRules(password: string, whose: Whose): readonly PasswordRule[] {
  const { least, most } = passwordLength
  const lower = password.toLowerCase()
  const missing = least - password.length
  return [
    {
      words:
        password.length > most
          ? `At most ${most} characters`
          : `At least ${least} characters${password !== '' && missing > 0 ? `: ${missing} more` : ''}`,
      met: missing <= 0 && password.length <= most,
    },
    {
      words: 'Without your name, your e-mail address or “patchbay”',
      met: password !== '' && !ownWords(whose).some((word) => lower.includes(word)),
    },
  ]
}

/** What others know of somebody. Words of less than four letters stand in many good passwords by chance. */
function ownWords({ name, email }: Whose): string[] {
  const [mailbox = '', host = ''] = email.toLowerCase().split('@')
  const words = [...name.toLowerCase().split(/\s+/), mailbox, ...mailbox.split(/[._+-]/), host.split('.')[0] ?? '']
  return ['patchbay', ...words.filter((word) => word.length >= 4)]
}
