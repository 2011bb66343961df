import type { IncomingMessage } from 'node:http'

const mostToDrain = 64 * 1024 * 1024

/**
 * Resolves when the rest of a request has come in, or so much of it that nobody can mean it. A browser that is still sending
 * when the connection closes never reads why.
 */
export function drained(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (request.readableEnded || request.destroyed || Number(request.headers['content-length']) > mostToDrain)
      return resolve()
    let seen = 0
    request.on('data', (chunk: Buffer) => {
      seen += chunk.length
      if (seen > mostToDrain) resolve()
    })
    request.once('close', resolve).once('end', resolve).resume()
  })
}
