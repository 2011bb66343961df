import { z } from 'zod'

const request = z.looseObject({
  type: z.literal('request'),
  at: z.string(),
  path: z.string(),
  params: z.record(z.string(), z.string()),
  status: z.string(),
  /** Absent from a carrier without faults: then what was accepted was carried out, and every answer was sent. */
  carriedOut: z.boolean().optional(),
  answer: z.enum(['sent', '500', 'none']).optional(),
})
const notification = z.looseObject({
  type: z.literal('notification'),
  at: z.string(),
  url: z.string(),
  body: z.record(z.string(), z.string()),
  reply: z.union([z.number(), z.string()]),
})
const other = z.looseObject({
  type: z.enum(['spoken', 'keys', 'recording', 'leg', 'state', 'hangup']),
  at: z.string(),
})

/** A call as the simulator's control API tells it. Times in the transcript are the call's own, which may run faster. */
export const carrierCallSchema = z.looseObject({
  session: z.string(),
  txn_ref: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  from: z.string(),
  to: z.string().nullable(),
  dest: z.string().nullable(),
  state: z.enum(['ringing', 'ongoing', 'ended']),
  running: z.string().nullable(),
  leg: z.string().nullable(),
  transcript: z.array(z.discriminatedUnion('type', [request, notification, other])),
})
export type CarrierCall = z.infer<typeof carrierCallSchema>
export type CarrierEntry = CarrierCall['transcript'][number]
export type CarrierRequest = z.infer<typeof request>
export type CarrierNotification = z.infer<typeof notification>

export const carrierSmsSchema = z.looseObject({
  txn_ref: z.string(),
  at: z.string(),
  dest: z.string(),
  msg: z.string(),
})
export type CarrierSms = z.infer<typeof carrierSmsSchema>

export function requestsOf(call: CarrierCall): CarrierRequest[] {
  return call.transcript.filter((entry): entry is CarrierRequest => entry.type === 'request')
}

export function notificationsOf(call: CarrierCall): CarrierNotification[] {
  return call.transcript.filter((entry): entry is CarrierNotification => entry.type === 'notification')
}

/** Whether the carrier did what was asked, whatever it answered. */
export function wasCarriedOut(asked: CarrierRequest): boolean {
  return asked.carriedOut ?? asked.status === 'success_ok'
}

/** Our own time (ms since 1970) of an entry: a call's clock starts as ours and runs `speed` times as fast. */
export function wallTime(call: CarrierCall, at: string, speed: number): number {
  const start = Date.parse(call.transcript[0]?.at ?? at)
  return start + (Date.parse(at) - start) / speed
}

/** The number that was rung from our side; null for an incoming call. */
export function dialledNumber(call: CarrierCall): string | null {
  if (call.direction === 'incoming') return null
  return requestsOf(call).find(({ path }) => path === 'ivr/start/dial')?.params.dest ?? null
}
