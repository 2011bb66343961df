import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { freePort } from './process.testing'

export type Claims = { sub: string; email: string; email_verified?: boolean | string; name: string }

const client = { id: 'patchbay', secret: 'provider-secret' }

/**
 * A small OpenID provider: discovery, an authorization endpoint at which whoever `signsIn` is signed in, a token endpoint that checks
 * client, code, address and PKCE, and the keys that its ID tokens are signed with.
 */
export async function startProvider() {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const codes = new Map<string, { challenge: string; nonce: string; redirect: string }>()
  let claims: Claims = { sub: '', email: '', name: '' }
  let forge = false

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/.well-known/openid-configuration')
      return json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (url.pathname === '/keys')
      return json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    if (url.pathname === '/authorize') {
      const asked = (name: string) => url.searchParams.get(name) ?? ''
      if (asked('client_id') !== client.id || asked('code_challenge_method') !== 'S256') return json(400, {})
      const code = randomUUID()
      codes.set(code, { challenge: asked('code_challenge'), nonce: asked('nonce'), redirect: asked('redirect_uri') })
      const back = new URL(asked('redirect_uri'))
      back.searchParams.set('code', code)
      back.searchParams.set('state', asked('state'))
      return response.writeHead(302, { location: back.href }).end()
    }
    if (url.pathname === '/token') {
      const form = new URLSearchParams(await textOf(request))
      const code = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const basic = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
      const secret = form.get('client_secret') ?? basic.split(':')[1]
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      if (
        !code ||
        secret !== client.secret ||
        challenge !== code.challenge ||
        form.get('redirect_uri') !== code.redirect
      )
        return json(400, { error: 'invalid_grant' })
      return json(200, {
        access_token: 'secret-access-token',
        token_type: 'Bearer',
        expires_in: 60,
        id_token: idToken(code.nonce),
      })
    }
    return json(404, {})
  })

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1_000)
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signed = `${part({ alg: 'RS256', kid: 'one' })}.${part({ iss: issuer, aud: client.id, iat: now, exp: now + 60, nonce, ...claims })}`
    const signature = createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')
    return `${signed}.${forge ? `${signature.slice(0, -8)}AAAAAAAA` : signature}`
  }

  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_NAME: 'Acme' },
    listen,
    /** From now on it is somebody else who is signed in at the provider; `forged`: its tokens are signed wrongly. */
    signsIn(next: Claims, { forged = false }: { forged?: boolean } = {}) {
      claims = next
      forge = forged
    },
    close: () => new Promise<void>((resolve) => (server.listening ? server.close(() => resolve()) : resolve())),
  }
}

async function textOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
