import { z } from 'zod'
import { callEventSchema, callSchema } from './call'
import type { FlowDocument } from './document'
import type { BlockList } from './flow'
import { compileFlow } from './flow'
import { documentShape, type NamedFlow } from './flow-file'
import { readDocument } from './migrate'
import { type RecordedCall, type ReplayedStep, replay } from './replay'
import { writeStable } from './stable-json'

/** The version of the file round a recorded call. The documents in it have one of their own, see `document.ts`. */
export const callFileVersion = 1

/** How many characters the text of one file may have. */
const mostCharacters = 32_000_000

/** What a step did then is compared, never carried out: it may be of a kind that is not known any more. */
const outcome = z.record(z.string(), z.json())
const flowSchema = z.strictObject({ name: z.string().max(200), document: z.unknown() })

/** A recorded call as it stands in a `*.call.json`. Documents are read by `readDocument`, which lifts older ones. */
export const callFileSchema = z.strictObject({
  patchbay: z.literal('call', 'has to be “call”'),
  version: z.int().min(1),
  /** For readers. */
  name: z.string().max(200),
  call: z.strictObject({
    direction: callSchema.shape.direction,
    caller: z.string().max(64),
    called: z.string().max(64),
  }),
  flow: flowSchema,
  /** The other flows that the call went into, by the ids of their versions. */
  flows: z.record(z.string().max(64), flowSchema),
  steps: z
    .array(z.strictObject({ event: callEventSchema, commands: z.array(outcome), trace: z.array(outcome) }))
    .min(1, 'has nothing that happened'),
})

/** A recorded call with all that it needs to be walked again, anywhere. */
export type CallFile = RecordedCall & { name: string; flow: NamedFlow; flows: Readonly<Record<string, NamedFlow>> }

export type ReadCallFile = { ok: true; file: CallFile } | { ok: false; message: string }

const keys = ['patchbay', 'version', 'name', 'call', 'flow', 'flows', 'steps']
const orderOf = {
  call: { keys: ['direction', 'caller', 'called'] },
  steps: {
    keys: ['event', 'commands', 'trace'],
    inside: {
      event: { keys: ['type', 'step'] },
      commands: { keys: ['step', 'command'], inside: { command: { keys: ['type'] } } },
      trace: { keys: ['type', 'node', 'exit'] },
    },
  },
}

/** A recorded call as the text of a `*.call.json`: the same call always gives the same characters. */
export function writeCallFile({ name, call, flow, flows, steps }: CallFile): string {
  const plain = ({ name: called, document }: NamedFlow) => ({ name: called, document })
  const file = {
    patchbay: 'call',
    version: callFileVersion,
    name,
    call,
    flow: plain(flow),
    flows: Object.fromEntries(Object.entries(flows).map(([id, each]) => [id, plain(each)])),
    steps: steps.map(({ event, commands, trace }) => ({ event, commands, trace })),
  }
  const drawn = { keys: ['name', 'document'], inside: { document: documentShape } }
  return `${writeStable(file, { keys, inside: { ...orderOf, flow: drawn, flows: { each: drawn } } })}\n`
}

/** Reads a `*.call.json`. Never throws; `message` says in people's words what is wrong with it. */
export function readCallFile(text: string): ReadCallFile {
  if (text.length > mostCharacters)
    return refused(`This file is too large: it may have ${mostCharacters.toLocaleString('en')} characters.`)
  let json: unknown
  try {
    json = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
  } catch {
    return refused('This is not JSON.')
  }
  const parsed = callFileSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const where = issue?.path.join('.') || 'the file'
    return refused(`This recorded call can’t be read: ${where}: ${issue?.message ?? 'has another shape'}.`)
  }
  const { version, name, call, flow, flows, steps } = parsed.data
  if (version > callFileVersion)
    return refused(
      `This file has format version ${version}; this Patchbay reads up to ${callFileVersion}. Update Patchbay first.`,
    )
  const main = readDocument(flow.document)
  if (!main.ok) return refused(`Its flow “${flow.name}”: ${main.message}`)
  const others: Record<string, NamedFlow> = {}
  for (const [id, other] of Object.entries(flows)) {
    const read = readDocument(other.document)
    if (!read.ok) return refused(`The flow “${other.name}” that it went into: ${read.message}`)
    others[id] = { name: other.name, document: read.document }
  }
  return { ok: true, file: { name, call, flow: { name: flow.name, document: main.document }, flows: others, steps } }
}

/** Walks the call of a file again, see `replay`. */
export function replayCallFile(blocks: BlockList, file: CallFile): ReplayedStep[] {
  const compiled = (document: FlowDocument) => compileFlow(blocks, document)
  const flows = new Map(Object.entries(file.flows).map(([id, { document }]) => [id, compiled(document)]))
  return replay(compiled(file.flow.document), flows, file)
}

function refused(message: string): { ok: false; message: string } {
  return { ok: false, message }
}
