import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import serveStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { pagePolicy } from './door/security-headers'

const webFiles = fileURLToPath(new URL('../../web/dist', import.meta.url))
const isAsset = /[\\/]assets[\\/]/
/** Where the build leaves room for a nonce (`apps/web/vite.config.ts`). */
const nonceMark = 'PATCHBAY-NONCE'

/** The built web app. What is no file is a page of the app, unless it was asked for as something else. */
export async function webApp(app: FastifyInstance): Promise<void> {
  if (!existsSync(webFiles)) return
  const [before = '', ...pieces] = (await readFile(join(webFiles, 'index.html'), 'utf8')).split(nonceMark)

  /** Each answer has a nonce of its own: one that could be known beforehand would be none. */
  function sendPage(reply: FastifyReply): FastifyReply {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', pagePolicy(nonce))
      .header('cache-control', 'no-cache')
      .send([before, ...pieces].join(nonce))
  }

  await app.register(serveStatic, {
    root: webFiles,
    wildcard: false,
    index: false,
    globIgnore: ['index.html*'],
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => {
      response.setHeader('cache-control', isAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
      // A worker stands under the policy of its own file.
      response.setHeader('content-security-policy', pagePolicy())
    },
  })
  app.get('/', (_, reply) => sendPage(reply))
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (isPage) return sendPage(reply)
    return reply.status(404).send({ message: 'There is nothing at this address.' })
  })
}
