import nodemailer from 'nodemailer'

export type Mail = { to: string; subject: string; text: string }
export type MailOutcome =
  | { kind: 'sent' }
  | { kind: 'failed'; reason: 'no-server' | 'address' | 'refused' | 'unreachable' }

const patienceMs = 10_000

/**
 * Sends mail through an SMTP server (`smtp://user:password@host:port`, or `smtps://`), from one address. Never rejects. Without a
 * server nothing can be sent, and `no-server` says so.
 */
export function createMailer(smtpUrl: string | undefined, from: string) {
  if (smtpUrl === undefined)
    return {
      send: async (_: Mail): Promise<MailOutcome> => ({ kind: 'failed', reason: 'no-server' }),
      close: () => undefined,
    }
  const transport = nodemailer.createTransport(
    {
      url: smtpUrl,
      pool: true,
      maxConnections: 5,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return {
    /** `to` is one address. Whatever stands in it, in the subject or in the text, no header can be made of it. */
    async send({ to, subject, text }: Mail): Promise<MailOutcome> {
      if (!/^[^\s@,;<>()"]+@[^\s@,;<>()"]+$/.test(to)) return { kind: 'failed', reason: 'address' }
      try {
        await transport.sendMail({ to: { name: '', address: to }, subject: subject.replace(/\s+/g, ' '), text })
        return { kind: 'sent' }
      } catch (error) {
        const refused = error instanceof Error && 'responseCode' in error && Number(error.responseCode) >= 400
        return { kind: 'failed', reason: refused ? 'refused' : 'unreachable' }
      }
    },
    close: () => transport.close(),
  }
}

export type Mailer = ReturnType<typeof createMailer>
