import announcement from '@patchbay/examples/announcement.json'
import autoAttendant from '@patchbay/examples/auto-attendant.json'
import bookingConfirmation from '@patchbay/examples/booking-confirmation.json'
import branchOffice from '@patchbay/examples/branch-office.json'
import callForwarding from '@patchbay/examples/call-forwarding.json'
import companyDirectory from '@patchbay/examples/company-directory.json'
import dialInConference from '@patchbay/examples/dial-in-conference.json'
import helpline from '@patchbay/examples/helpline.json'
import pinConference from '@patchbay/examples/pin-conference.json'
import voicemail from '@patchbay/examples/voicemail.json'
import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { z } from 'zod'
import { type Miniature, miniatureOf } from './miniature'

export type Template = { id: string; name: string; about: string; blocks: number; miniature: Miniature }

const exampleSchema = z.object({ name: z.string(), about: z.string(), document: z.unknown() })

const examples = {
  'auto-attendant': autoAttendant,
  'branch-office': branchOffice,
  'call-forwarding': callForwarding,
  'company-directory': companyDirectory,
  'dial-in-conference': dialInConference,
  'pin-conference': pinConference,
  voicemail,
  helpline,
  'booking-confirmation': bookingConfirmation,
  announcement,
} satisfies Record<string, unknown>

export type TemplateId = keyof typeof examples

let listed: readonly Template[] | null = null

/** What a new flow can start from, besides an empty canvas. Templates never change, so they are drawn small once. */
export function listTemplates(): readonly Template[] {
  listed ??= Object.entries(examples).map(([id, example]) => {
    const { name, about, document } = readExample(id, example)
    return { id, name, about, blocks: Object.keys(document.nodes).length, miniature: miniatureOf(document) }
  })
  return listed
}

/** A template's document; `empty` is an empty canvas. Null if nothing is called that. */
export function templateDocument(id: string): FlowDocument | null {
  if (id === 'empty') return emptyDocument()
  const example = Object.entries(examples).find(([name]) => name === id)?.[1]
  return example ? readExample(id, example).document : null
}

function readExample(id: string, example: unknown): { name: string; about: string; document: FlowDocument } {
  const { name, about, document } = exampleSchema.parse(example)
  const read = readDocument(document)
  if (!read.ok) throw new Error(`The template ${id} can't be read: ${read.message}`)
  return { name, about, document: read.document }
}
