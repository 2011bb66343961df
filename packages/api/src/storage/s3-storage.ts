import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { AwsClient } from 'aws4fetch'
import type { FileStorage } from './file-storage'

export type S3Options = {
  /** Without a slash at the end, such as `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** How long the store may take to begin its answer, in milliseconds. */
const patience = 15_000

/** Keeps files below `prompts/` in a bucket of any store that speaks S3. */
export function createS3Storage({ endpoint, bucket, ...account }: S3Options): FileStorage {
  const client = new AwsClient({ ...account, service: 's3', retries: 2 })

  async function ask(key: string, init: RequestInit): Promise<Response> {
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(new Error('The file store does not answer.')), patience)
    try {
      return await client.fetch(`${endpoint}/${bucket}/prompts/${key}`, { ...init, signal: stop.signal })
    } finally {
      // What it sends may take longer: whoever listens decides how long.
      clearTimeout(timer)
    }
  }

  return {
    async put(key, content, mime) {
      const headers = {
        'content-type': mime,
        'x-amz-content-sha256': createHash('sha256').update(content).digest('hex'),
      }
      const answer = await ask(key, { method: 'PUT', headers, body: new Uint8Array(content) })
      await expectOk(answer, 'keep')
    },
    async get(key, range) {
      const answer = await ask(key, range ? { headers: { range: `bytes=${range.start}-${range.end}` } } : {})
      if (answer.status === 404) {
        await answer.body?.cancel()
        return null
      }
      if (!answer.ok || answer.body === null) return expectOk(answer, 'give').then(() => null)
      if (range && answer.status !== 206) {
        await answer.body.cancel()
        throw new Error('The file store gives no parts of files.')
      }
      return Readable.from(answer.body, { objectMode: false })
    },
    async remove(key) {
      const answer = await ask(key, { method: 'DELETE' })
      if (answer.status !== 404) await expectOk(answer, 'remove')
    },
  }
}

async function expectOk(answer: Response, verb: string): Promise<void> {
  const said = await answer.text()
  if (answer.ok) return
  const code = /<Code>([^<]{1,80})<\/Code>/.exec(said)?.[1]
  throw new Error(`The file store does not ${verb} a file: ${answer.status}${code === undefined ? '' : ` ${code}`}.`)
}
