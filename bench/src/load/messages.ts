const lengthOf = /\r\ncontent-length: *(\d+)/i

/**
 * Cuts a connection's bytes into HTTP/1.1 messages with a length, which is all that is spoken here. It does far less than
 * a real parser, so that the load takes as little as possible of the machine that it shares with what is measured.
 */
export function createMessages(take: (head: string, body: string) => void): (chunk: Buffer) => void {
  let rest = ''
  return (chunk) => {
    rest = rest === '' ? chunk.toString('latin1') : rest + chunk.toString('latin1')
    while (rest !== '') {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return
      const head = rest.slice(0, end)
      const length = Number(lengthOf.exec(head)?.[1])
      if (Number.isNaN(length)) throw new Error(`A message without a length:\n${head}`)
      const from = end + 4
      if (rest.length < from + length) return
      const body = rest.slice(from, from + length)
      rest = rest.slice(from + length)
      take(head, body)
    }
  }
}
