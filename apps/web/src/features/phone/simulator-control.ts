import { z } from 'zod'
import { workspaceBase } from '../../app/workspace'

const root = `${workspaceBase}/simulator/control`

const part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('speech'), text: z.string(), language: z.string(), gender: z.enum(['female', 'male']) }),
  z.object({ kind: z.literal('url'), url: z.string() }),
])

const entry = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('spoken'),
    at: z.string(),
    text: z.string(),
    parts: z.array(part),
  }),
  z.object({ type: z.literal('keys'), at: z.string(), digits: z.string() }),
  z.object({ type: z.literal('recording'), at: z.string(), url: z.string(), seconds: z.number() }),
  z.object({ type: z.literal('leg'), at: z.string(), dest: z.string(), outcome: z.string() }),
  z.object({ type: z.literal('state'), at: z.string(), state: z.string() }),
  z.object({ type: z.literal('hangup'), at: z.string(), by: z.string() }),
])

/** What the handset has no use for, such as the requests behind what is heard. */
const otherEntry = z
  .looseObject({ type: z.string(), at: z.string() })
  .transform(({ at }) => ({ type: 'other' as const, at }))

export type Entry = z.infer<typeof entry> | z.infer<typeof otherEntry>

const numberOrNone = z
  .string()
  .nullable()
  .transform((value) => value ?? '')

const callSchema = z.object({
  session: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  from: numberOrNone,
  to: numberOrNone,
  dest: numberOrNone,
  state: z.enum(['ringing', 'ongoing', 'ended']),
  /** The block that runs. */
  running: z.string().nullable(),
  /** The other phone of a Transfer or a Dial. */
  leg: z.enum(['ringing', 'answered']).nullable(),
  /** Only a call that is read by itself has one. */
  transcript: z.array(z.union([entry, otherEntry])).default([]),
})
export type PhoneCall = z.infer<typeof callSchema>

const numberSchema = z.object({ number: z.string(), forward_to: z.string() })
export type RingableNumber = z.infer<typeof numberSchema>

/** How the other phone takes a call. */
export type LegOutcome = 'answered' | 'busy' | 'unanswered' | 'failed'

/** The numbers that can be rung. */
export async function readNumbers(): Promise<RingableNumber[]> {
  return z.array(numberSchema).parse(await request('GET', '/numbers'))
}

/** Every call that the simulator knows, without what was said. */
export async function readCalls(): Promise<PhoneCall[]> {
  return z.array(callSchema).parse(await request('GET', '/calls'))
}

export async function readCall(session: string): Promise<PhoneCall> {
  return callSchema.parse(await request('GET', path(session)))
}

/** Rings a number. Answers the call's session. */
export async function ring(from: string, to: string): Promise<string> {
  return z.object({ session: z.string() }).parse(await request('POST', '/calls', { from, to })).session
}

export async function pressKeys(session: string, digits: string): Promise<void> {
  await request('POST', `${path(session)}/keys`, { digits })
}

/** Hangs up for the caller, or for the other phone that the call was put through to. */
export async function hangUp(session: string, party: 'caller' | 'dest'): Promise<void> {
  await request('POST', `${path(session)}/hangup`, { party })
}

export async function settleLeg(session: string, outcome: LegOutcome): Promise<void> {
  await request('POST', `${path(session)}/leg`, { outcome })
}

const changeSchema = z.looseObject({ session: z.string() })

/** Tells of every change of any call: which session, not what. `onOpen` is told at the start and after each gap. */
export function watchCalls(onChange: (session: string) => void, onState: (state: 'open' | 'lost') => void): () => void {
  const source = new EventSource(`${root}/events`)
  source.onopen = () => onState('open')
  source.onerror = () => onState('lost')
  source.onmessage = (message) => {
    const change = changeSchema.safeParse(readJson(String(message.data)))
    if (change.success) onChange(change.data.session)
  }
  return () => source.close()
}

function path(session: string): string {
  return `/calls/${encodeURIComponent(session)}`
}

async function request(method: 'GET' | 'POST', where: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(root + where, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  }).catch(() => null)
  if (!answer) throw new Error('The simulator can’t be reached. Check that Patchbay is running, then try again.')
  const read = readJson(await answer.text())
  if (answer.ok) return read
  const said = z.object({ message: z.string() }).safeParse(read)
  throw new Error(said.success ? said.data.message : `The simulator refused this (${answer.status}).`)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
