import { z } from 'zod'

const leg = z.enum(['answered', 'busy', 'unanswered', 'failed'])

/** One thing that a caller does, see `examples/README.md`. */
const scriptStep = z.union([
  z.strictObject({ hears: z.string() }),
  z.strictObject({ presses: z.string() }),
  z.strictObject({ otherPhone: leg }),
  z.strictObject({ waits: z.literal(true) }),
  z.strictObject({ hangsUp: z.literal(true) }),
])

export const scriptedCalls = z.array(
  z.strictObject({
    name: z.string(),
    from: z.string().optional(),
    dest: z.string().optional(),
    script: z.array(scriptStep),
    heard: z.array(z.string()),
    blocks: z.array(z.string()),
    disposition: z.string(),
    bill: z.strictObject({ minutes: z.number(), debit: z.string() }),
    sms: z.array(z.string()).optional(),
    posted: z.array(z.string()).optional(),
    mails: z.array(z.string()).optional(),
  }),
)
export type ScriptedCall = z.infer<typeof scriptedCalls>[number]

const transcriptEntry = z.looseObject({ at: z.string(), type: z.string(), text: z.string().optional() })
export const carrierCall = z.looseObject({
  session: z.string(),
  txn_ref: z.string(),
  state: z.enum(['ringing', 'ongoing', 'ended']),
  running: z.string().nullable(),
  leg: z.string().nullable().optional(),
  to: z.string().nullable().optional(),
  dest: z.string().nullable().optional(),
  transcript: z.array(transcriptEntry),
})
export type CarrierCall = z.infer<typeof carrierCall>

const patience = 10_000

/** A caller on the simulator's line, who acts only through its control API. */
export class Caller {
  private heardUpTo = 0

  constructor(
    private readonly simulator: string,
    readonly session: string,
  ) {}

  async look(): Promise<CarrierCall> {
    const answer = await fetch(`${this.simulator}/control/calls/${this.session}`)
    return carrierCall.parse(await answer.json())
  }

  /** Everything that was spoken, in order. */
  async heard(): Promise<string[]> {
    return spoken(await this.look())
  }

  async follow(script: ScriptedCall['script']): Promise<void> {
    for (const step of script) await this.act(step)
  }

  private async act(step: ScriptedCall['script'][number]): Promise<void> {
    if ('hears' in step) return this.hears(step.hears)
    if ('presses' in step) {
      await this.until('a block that takes keys', (call) => call.running === 'gather' || call.running === 'record')
      return this.control('keys', { digits: step.presses })
    }
    if ('otherPhone' in step) {
      await this.until('the other phone to ring', (call) => call.leg === 'ringing')
      return this.control('leg', { outcome: step.otherPhone })
    }
    if ('waits' in step) {
      await this.until('something to wait for', (call) => call.running !== null)
      return this.control('wait', {})
    }
    // Not while it rings at our own end: what the flow would do first is part of the script.
    await this.until('a call to hang up', (call) => call.running !== null || call.leg === 'ringing')
    return this.control('hangup', {})
  }

  private async hears(words: string): Promise<void> {
    const call = await this.until(
      `“${words}”`,
      (now) => spoken(now).findIndex((text, i) => i >= this.heardUpTo && text.includes(words)) >= 0,
    )
    this.heardUpTo = spoken(call).findIndex((text, i) => i >= this.heardUpTo && text.includes(words)) + 1
  }

  private async control(what: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.simulator}/control/calls/${this.session}/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`The simulator refused ${what}: ${answer.status} ${await answer.text()}`)
  }

  /** Looks until the call is as wanted; fails with the whole transcript. */
  async until(wanted: string, is: (call: CarrierCall) => boolean): Promise<CarrierCall> {
    const end = Date.now() + patience
    for (;;) {
      const call = await this.look()
      if (is(call)) return call
      if (Date.now() > end)
        throw new Error(`Waited ${patience} ms for ${wanted}. The call: ${JSON.stringify(call, null, 1)}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

function spoken(call: CarrierCall): string[] {
  return call.transcript.flatMap((entry) => (entry.type === 'spoken' && entry.text !== undefined ? [entry.text] : []))
}
