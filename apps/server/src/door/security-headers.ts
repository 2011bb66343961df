import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** What no page of ours has use for. The microphone is for recording prompts. */
const permissions = [
  'microphone=(self)',
  ...[
    'accelerometer',
    'bluetooth',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'midi',
    'payment',
    'picture-in-picture',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
].join(', ')

/**
 * The headers with which every answer goes out. What is no page may do nothing at all where a browser takes it for one:
 * `web-app.ts` gives pages and their files a policy of their own. `https`: whether people reach us so.
 */
export async function securityHeaders(app: FastifyInstance, { https }: { https: boolean }): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        sandbox: [],
      },
    },
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    // With `no-referrer`, browsers send our own forms with `Origin: null`, which is not let in.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  } satisfies FastifyHelmetOptions)
  app.addHook('onRequest', async (_, reply) => {
    reply.header('permissions-policy', permissions)
    // Unless the route says otherwise; on the raw answer, since what serves files says it there.
    reply.raw.setHeader('cache-control', 'no-store')
  })
}

/**
 * What pages may load and do: nothing but what is ours. Scripts are files, never text in a page. Styles are files and, by
 * `nonce` (of this one answer), the few elements in which libraries measure scrollbars and draw waveforms; no `style`
 * attribute in HTML. Sounds and pictures that the page makes itself are `blob:`.
 */
export function pagePolicy(nonce?: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    nonce === undefined ? "style-src 'self'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}
