import type { Mail, Mailer } from '@patchbay/engine/outbound/mail'
import type { Logger } from 'pino'

export type AccountMails = {
  /** Whether there is a server that sends mail. */
  sent: boolean
  /** Sends a mail about an account; without a server, it is shown where Patchbay was started. Gives whether it went out. Never rejects. */
  send: (mail: Mail) => Promise<boolean>
}

/**
 * The mails that people get about their accounts. `sent`: whether `mailer` has a server. Without one they are given to `show`: not to the
 * log, which hides what stands in addresses.
 */
export function createAccountMails(
  mailer: Pick<Mailer, 'send'>,
  sent: boolean,
  log: Logger,
  show: (text: string) => void,
): AccountMails {
  return {
    sent,
    async send(mail) {
      if (!sent) {
        show(
          `No SMTP_URL is set, so this mail to ${mail.to} was not sent. Give it to them yourself:\n\n${mail.subject}\n\n${mail.text}\n`,
        )
        return false
      }
      const outcome = await mailer.send(mail)
      if (outcome.kind === 'failed') log.warn({ reason: outcome.reason }, `a mail to ${mail.to} was not sent`)
      return outcome.kind === 'sent'
    },
  }
}

type Person = { name: string; email: string }

export function resetMail({ name, email }: Person, link: string): Mail {
  return {
    to: email,
    subject: 'Choose a new password for Patchbay',
    text: `Hello ${name},\n\nopen this address within an hour to choose a new password:\n\n${link}\n\nIf you did not ask for it, leave it: your password stays as it is.\n`,
  }
}

export function verificationMail({ name, email }: Person, link: string): Mail {
  return {
    to: email,
    subject: 'Confirm your e-mail address for Patchbay',
    text: `Hello ${name},\n\nopen this address within an hour to show that this mailbox is yours:\n\n${link}\n\nIf you have no account at Patchbay, leave it.\n`,
  }
}

export function invitationMail(
  to: string,
  { by, workspace, link }: { by: string; workspace: string; link: string },
): Mail {
  return {
    to,
    subject: `${by} invites you to ${workspace} in Patchbay`,
    text: `Hello,\n\n${by} invites you to the workspace “${workspace}” in Patchbay. Open this address within seven days:\n\n${link}\n\nIf you don’t know them, leave it.\n`,
  }
}
