import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

const account = { accessKeyId: 'test-key', secretAccessKey: 'test-secret' }
const region = 'eu-test-1'
const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * A store that speaks as much S3 as we do, written from AWS' description of “Signature Version 4”: it gives nothing to whom
 * can't sign, and takes no content but the one that was signed.
 */
export async function startS3Server() {
  const files = new Map<string, { content: Buffer; mime: string }>()
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const fault = faultOf(request, body)
    const answer = (status: number, said: string | Buffer = '') => response.writeHead(status).end(said)
    if (fault !== null) return answer(403, `<Error><Code>${fault}</Code></Error>`)
    const path = request.url ?? ''
    if (request.method === 'PUT') {
      files.set(path, { content: body, mime: request.headers['content-type'] ?? '' })
      return answer(200)
    }
    const file = files.get(path)
    if (request.method === 'DELETE') {
      files.delete(path)
      return answer(204)
    }
    if (!file) return answer(404, '<Error><Code>NoSuchKey</Code></Error>')
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
    if (!range) return answer(200, file.content)
    return answer(206, file.content.subarray(Number(range[1]), Number(range[2]) + 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    files,
    options: { endpoint: `http://127.0.0.1:${port}`, bucket: 'calls', region, ...account },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function faultOf({ method = '', url = '', headers }: IncomingMessage, body: Buffer): string | null {
  const said = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
    headers.authorization ?? '',
  )
  if (!said) return 'AccessDenied'
  const [, credential = '', names = '', signature = ''] = said
  const [key, day = '', ...scope] = credential.split('/')
  if (key !== account.accessKeyId || scope.join('/') !== `${region}/s3/aws4_request`) return 'InvalidAccessKeyId'
  const content = String(headers['x-amz-content-sha256'])
  if (content !== 'UNSIGNED-PAYLOAD' && content !== sha256(body)) return 'XAmzContentSHA256Mismatch'
  const signed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const canonical = [method, url, '', signed.join(''), names, content].join('\n')
  const text = ['AWS4-HMAC-SHA256', String(headers['x-amz-date']), `${day}/${scope.join('/')}`, sha256(canonical)].join(
    '\n',
  )
  const signingKey = [day, ...scope].reduce<string | Buffer>(hmac, `AWS4${account.secretAccessKey}`)
  const expected = hmac(signingKey, text)
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}
