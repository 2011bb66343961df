import { z } from 'zod'

const viewSchema = z.looseObject({
  session: z.string(),
  direction: z.enum(['incoming', 'outgoing']),
  dest: z.string().nullable(),
  state: z.enum(['ringing', 'ongoing', 'ended']),
  running: z.string().nullable(),
  leg: z.enum(['ringing', 'answered']).nullable(),
})
export type CallView = z.infer<typeof viewSchema>

const messageSchema = z.looseObject({ session: z.string(), call: viewSchema.optional() })

/** Tells of every change of every call at the carrier, from now on until `stop`; `failed` hears why it tells no more. */
export async function watchCarrier(
  url: string,
  changed: (call: CallView) => void,
  failed: (error: unknown) => void,
): Promise<() => void> {
  const leave = new AbortController()
  const answer = await fetch(`${url}/control/events`, { signal: leave.signal })
  if (!answer.ok || answer.body === null) throw new Error(`The simulator's events answered ${answer.status}.`)
  void readAll(answer.body.pipeThrough(new TextDecoderStream()), changed).catch((error: unknown) => {
    if (!leave.signal.aborted) failed(error)
  })
  return () => leave.abort()
}

async function readAll(stream: ReadableStream<string>, changed: (call: CallView) => void): Promise<void> {
  let rest = ''
  const reader = stream.getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue
      const { call } = messageSchema.parse(JSON.parse(line.slice(6)))
      if (call) changed(call)
    }
  }
}
