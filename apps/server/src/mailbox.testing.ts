import { startMailbox } from '@patchbay/engine/mailbox.testing'

/** A real mailbox of everybody's, in which people find the links that they were sent. */
export async function startPeoplesMailbox() {
  const mailbox = await startMailbox()
  const isTo = (mail: string, address: string) => new RegExp(`^To: .*${address}`, 'im').test(mail)
  return {
    ...mailbox,
    sentTo: (address: string) => mailbox.mails.filter((mail) => isTo(mail, address)).length,
    /** The address in the next mail to somebody that leads to this page; it is read then, with those before it. */
    async linkFor(address: string, page: string): Promise<URL> {
      for (const until = Date.now() + 15_000; Date.now() < until; await new Promise((done) => setTimeout(done, 50))) {
        const at = mailbox.mails.findIndex((mail) => isTo(mail, address))
        const [mail = ''] = at < 0 ? [] : mailbox.mails.splice(at, 1)
        const link = /https?:\/\/\S+/.exec(textOf(mail))?.[0]
        if (link !== undefined && new URL(link).pathname === page) return new URL(link)
      }
      throw new Error(`No mail with a link to ${page} came to ${address}.`)
    },
  }
}

/** A token may begin like a coded letter (`token=3F…`): only what says that it is coded is decoded. */
function textOf(mail: string): string {
  if (!/^content-transfer-encoding: quoted-printable/im.test(mail)) return mail
  return mail
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}
