import pino, { type LoggerOptions } from 'pino'

const hidden = '[hidden]'

/** Properties whose value is never written down, however deep they stand in what is logged. */
const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'proxy-authorization',
  'x-hoiio-signature',
  'x-api-key',
  'access_token',
  'accessToken',
  'password',
  'newPassword',
  'currentPassword',
  'secret',
  'token',
  'apiKey',
  'signature',
]

/**
 * What is hidden in a line of JSON: those properties; and within texts, addresses that somebody else wrote into an error, whole
 * queries, who signs in where. Each keeps what stands before it.
 */
const within: readonly [RegExp, string][] = [
  [new RegExp(`("(?:${secrets.join('|')})":)(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\])`, 'gi'), `$1"${hidden}"`],
  // A request that was no HTTP, byte for byte.
  [/("rawPacket":)\{[^}]*\}/g, `$1"${hidden}"`],
  [/(\/hoiio\/notify\/|\/prompts\/)[\w-]{8,}/g, `$1${hidden}`],
  [/("(?:url|path|originalUrl)":"[^"?\\]*\?)(?:[^"\\]|\\.)*/g, `$1${hidden}`],
  // From where an address begins, and over nothing that begins another: a long line is gone through once.
  [/((?<=[\s"'(=<,]|\\[nt])(?:https?:\/\/|\/)[^\s"'?\\(=<,]*\?)[^\s"'\\]+/g, `$1${hidden}`],
  [/\b((?:access_token|app_id|token|password|secret|signature|api_?key)(?:=|%3D))[^&\s"'\\]+/gi, `$1${hidden}`],
  [/\b((?:Bearer|Basic) )[\w.~+/=-]+/g, `$1${hidden}`],
  [/(:\/\/[^:/@\s"\\]*:)[^@/\s"\\]+@/g, `$1${hidden}@`],
]

/**
 * How this server writes its log: JSON lines with no secret in them, whoever logs it, at whichever level. The finished line is
 * what is looked through: pino's own `redact` walks what is logged, which for names at any depth throws where that holds a
 * buffer, and so would end the process.
 */
export function logOptions(level: string): LoggerOptions {
  return {
    level,
    serializers: { error: pino.stdSerializers.err },
    hooks: { streamWrite: (line) => within.reduce((text, [found, instead]) => text.replace(found, instead), line) },
  }
}
