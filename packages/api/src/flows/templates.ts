import announcement from '@patchbay/examples/announcement.json'
import autoAttendant from '@patchbay/examples/auto-attendant.json'
import bookingConfirmation from '@patchbay/examples/booking-confirmation.json'
import callForwarding from '@patchbay/examples/call-forwarding.json'
import companyDirectory from '@patchbay/examples/company-directory.json'
import dialInConference from '@patchbay/examples/dial-in-conference.json'
import helpline from '@patchbay/examples/helpline.json'
import voicemail from '@patchbay/examples/voicemail.json'
import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { z } from 'zod'

export type Template = { id: string; name: string; about: string }

const exampleSchema = z.object({ name: z.string(), about: z.string(), document: z.unknown() })

const examples = {
  'auto-attendant': autoAttendant,
  'call-forwarding': callForwarding,
  'company-directory': companyDirectory,
  'dial-in-conference': dialInConference,
  voicemail,
  helpline,
  'booking-confirmation': bookingConfirmation,
  announcement,
} satisfies Record<string, unknown>

export type TemplateId = keyof typeof examples

/** What a new flow can start from, besides an empty canvas. */
export function listTemplates(): Template[] {
  return Object.entries(examples).map(([id, example]) => {
    const { name, about } = exampleSchema.parse(example)
    return { id, name, about }
  })
}

/** A template's document; `empty` is an empty canvas. Null if nothing is called that. */
export function templateDocument(id: string): FlowDocument | null {
  if (id === 'empty') return emptyDocument()
  const example = Object.entries(examples).find(([name]) => name === id)?.[1]
  if (!example) return null
  const read = readDocument(exampleSchema.parse(example).document)
  if (!read.ok) throw new Error(`The template ${id} can't be read: ${read.message}`)
  return read.document
}
