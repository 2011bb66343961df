import { SMTPServer } from 'smtp-server'
import { freePort } from './process.testing'

/** A real SMTP server that keeps what it is sent. */
export async function startMailbox() {
  const mails: Array<{ to: string; text: string }> = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const text = Buffer.concat(chunks)
          .toString()
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
        mails.push({ to: session.envelope.rcptTo[0]?.address ?? '', text })
        done()
      })
    },
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** The address in the next mail to somebody, which is then read. */
    async linkFor(to: string): Promise<URL> {
      for (const until = Date.now() + 15_000; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
        const at = mails.findIndex((mail) => mail.to === to)
        const [mail] = at < 0 ? [] : mails.splice(at, 1)
        const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0]
        if (link !== undefined) return new URL(link)
      }
      throw new Error(`No mail came to ${to}.`)
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
