import { createIvr } from './ivr'
import { createNumbers } from './numbers'
import { createSms } from './sms'
import { type Connector, createTransport } from './transport'
import { createUser } from './user'
import { createVoice } from './voice'

export type HoiioOptions = {
  appId: string
  accessToken: string
  /** Default: Hoiio's own address. */
  baseUrl?: string
  /** For one whole request, in milliseconds; default 10,000. */
  timeoutMs?: number
  /** Kept connections; default 32. */
  maxConnections?: number
  /** How connections are made; default: to wherever the address leads. */
  connect?: Connector
}

/** Hoiio's Open API. Close it to let its connections go. */
export function createHoiio(options: HoiioOptions) {
  const { send, close } = createTransport({
    baseUrl: options.baseUrl ?? 'https://secure.hoiio.com/open/',
    appId: options.appId,
    accessToken: options.accessToken,
    timeoutMs: options.timeoutMs ?? 10_000,
    maxConnections: options.maxConnections ?? 32,
    connect: options.connect,
  })
  return {
    ivr: createIvr(send),
    numbers: createNumbers(send),
    voice: createVoice(send),
    user: createUser(send),
    sms: createSms(send),
    close,
  }
}

export type Hoiio = ReturnType<typeof createHoiio>
