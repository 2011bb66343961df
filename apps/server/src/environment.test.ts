import { describe, expect, test } from 'vitest'
import { readEnvironment } from './environment'
import { StartError } from './start-error'

describe('readEnvironment', () => {
  test('an empty environment has a default for all that is needed', () => {
    expect(readEnvironment({ PATH: '/bin' })).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      SIMULATOR_PORT: 3001,
      DATA_DIR: '.data',
      S3_REGION: 'us-east-1',
      OTEL_SERVICE_NAME: 'patchbay',
      LOG_LEVEL: 'info',
      LOCAL_SIGN_IN: 'on',
      OIDC_NAME: 'single sign-on',
      BREACH_RANGE_URL: 'https://api.pwnedpasswords.com/range/',
      MAIL_FROM: 'patchbay@localhost',
      REQUEST_ALLOW: '',
      ALLOWED_HOSTS: [],
      REQUESTS_PER_MINUTE: 6_000,
      PATCHBAY_LEASE_MS: 15_000,
      PATCHBAY_SWEEP_MS: 10_000,
      PATCHBAY_DEADLINE_SCALE: 1,
    })
  })

  test('an empty variable is an absent one', () => {
    const env = readEnvironment({ PORT: '', DATABASE_URL: '' })
    expect(env.PORT).toBe(3000)
    expect(env.DATABASE_URL).toBeUndefined()
  })

  test('names are read one by one', () => {
    expect(readEnvironment({ ALLOWED_HOSTS: 'a.example, b.lan:8080,' }).ALLOWED_HOSTS).toEqual([
      'a.example',
      'b.lan:8080',
    ])
  })

  test('addresses lose the slash at their end', () => {
    expect(readEnvironment({ PUBLIC_URL: 'https://calls.example.com/' }).PUBLIC_URL).toBe('https://calls.example.com')
  })

  test.each([
    [{ PORT: 'abc' }, 'PORT must be a number.'],
    [{ PORT: '0' }, 'PORT must be from 1 to 65535.'],
    [{ PORT: '65536' }, 'PORT must be from 1 to 65535.'],
    [{ SIMULATOR_PORT: '1.5' }, 'SIMULATOR_PORT must be a whole number.'],
    [{ SIMULATOR_PORT: '3000' }, 'SIMULATOR_PORT must be another port than PORT.'],
    [{ SIMULATOR_URL: '127.0.0.1:3001' }, 'SIMULATOR_URL must be an http or https address.'],
    [{ PUBLIC_URL: 'ftp://example.com' }, 'PUBLIC_URL must be an http or https address.'],
    [{ HOIIO_BASE_URL: 'nowhere' }, 'HOIIO_BASE_URL must be an http or https address.'],
    [{ DATABASE_URL: 'mysql://localhost/x' }, 'DATABASE_URL must be a postgresql:// address.'],
    [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL must be an smtp:// or smtps:// address.'],
    [{ APP_URL: 'calls.example.com' }, 'APP_URL must be an http or https address.'],
    [{ LOCAL_SIGN_IN: 'no' }, 'LOCAL_SIGN_IN must be on or off.'],
    [
      { OIDC_ISSUER: 'https://id.example.com' },
      'OIDC_ISSUER goes with OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three or none.',
    ],
    [{ BREACH_RANGE_URL: 'never' }, 'BREACH_RANGE_URL must be an http or https address, or off.'],
    [
      { PATCHBAY_KEY: 'short' },
      'PATCHBAY_KEY must be 32 bytes as hex or base64, such as `openssl rand -base64 32` prints.',
    ],
    [
      { REQUEST_ALLOW: 'what ever' },
      'REQUEST_ALLOW can’t be read: “what ever” is no address, no range such as 10.0.0.0/8, and no name.',
    ],
    [{ ALLOWED_HOSTS: 'https://a.example' }, 'ALLOWED_HOSTS must be names such as calls.example.com, calls.lan:8080.'],
    [
      { TRUST_PROXY: 'yes' },
      'TRUST_PROXY must be addresses or ranges such as 10.0.0.0/8, loopback or uniquelocal, or how many proxies there are.',
    ],
    [{ REQUESTS_PER_MINUTE: '0' }, 'REQUESTS_PER_MINUTE must be at least 1.'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must be at least 16 characters.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent.'],
    [{ S3_BUCKET: 'a b' }, 'S3_BUCKET must be the name of a bucket.'],
    [
      { S3_BUCKET: 'calls', S3_ENDPOINT: 'https://s3.example.com' },
      'S3_BUCKET goes with S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: set all four or none.',
    ],
    [{ HOIIO_APP_ID: 'a' }, 'HOIIO_APP_ID and HOIIO_ACCESS_TOKEN go together: set both or neither.'],
    [{ HOIIO_ACCESS_TOKEN: 'a' }, 'HOIIO_APP_ID and HOIIO_ACCESS_TOKEN go together: set both or neither.'],
  ])('%o is refused by name', (env, sentence) => {
    expect(() => readEnvironment(env)).toThrow(new StartError(sentence))
  })

  test('with an account at the carrier the simulator needs no port of its own', () => {
    expect(readEnvironment({ PORT: '3001', HOIIO_APP_ID: 'a', HOIIO_ACCESS_TOKEN: 'b' }).PORT).toBe(3001)
  })
})
