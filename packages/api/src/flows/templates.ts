import announcement from '@patchbay/examples/announcement.json'
import autoAttendant from '@patchbay/examples/auto-attendant.json'
import bookingConfirmation from '@patchbay/examples/booking-confirmation.json'
import branchOffice from '@patchbay/examples/branch-office.json'
import callForwarding from '@patchbay/examples/call-forwarding.json'
import clinic from '@patchbay/examples/clinic.json'
import companyDirectory from '@patchbay/examples/company-directory.json'
import dialInConference from '@patchbay/examples/dial-in-conference.json'
import extensionDirectory from '@patchbay/examples/extension-directory.json'
import helpline from '@patchbay/examples/helpline.json'
import meterReading from '@patchbay/examples/meter-reading.json'
import parcelLine from '@patchbay/examples/parcel-line.json'
import pinConference from '@patchbay/examples/pin-conference.json'
import survey from '@patchbay/examples/survey.json'
import voicemail from '@patchbay/examples/voicemail.json'
import voicemailToEmail from '@patchbay/examples/voicemail-to-email.json'
import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { z } from 'zod'
import { keyInput, nameInput } from '../inputs'
import { keyKindInput } from '../tables/key-kind'
import { type Miniature, miniatureOf } from './miniature'

export type Template = {
  id: string
  name: string
  about: string
  blocks: number
  miniature: Miniature
  /** What comes with it, by name. */
  brings: { tables: string[]; prompts: string[]; flows: string[] }
}

const document = z.unknown().transform((raw, ctx): FlowDocument => {
  const read = readDocument(raw)
  if (read.ok) return read.document
  ctx.addIssue({ code: 'custom', message: read.message })
  return z.NEVER
})

const exampleSchema = z.strictObject({
  name: nameInput,
  about: z.string(),
  /** What the flow names, and a workspace may not have yet. */
  brings: z
    .strictObject({
      /** `csv`: lines of a file, the one with the columns first. */
      tables: z
        .array(z.strictObject({ key: keyInput, name: nameInput, keyKind: keyKindInput, csv: z.array(z.string()) }))
        .default([]),
      /** `texts`: what is spoken, by language. */
      prompts: z
        .array(z.strictObject({ key: keyInput, name: nameInput, texts: z.record(z.string(), z.string()) }))
        .default([]),
      /** By the name that “Go to flow” has for them in place of an id. */
      flows: z.record(z.string(), z.strictObject({ name: nameInput, document })).default({}),
    })
    .prefault({}),
  document,
})
export type Example = z.infer<typeof exampleSchema>

const examples = {
  'auto-attendant': autoAttendant,
  clinic,
  'branch-office': branchOffice,
  'call-forwarding': callForwarding,
  'company-directory': companyDirectory,
  'extension-directory': extensionDirectory,
  'parcel-line': parcelLine,
  'meter-reading': meterReading,
  survey,
  voicemail,
  'voicemail-to-email': voicemailToEmail,
  helpline,
  'dial-in-conference': dialInConference,
  'pin-conference': pinConference,
  'booking-confirmation': bookingConfirmation,
  announcement,
} satisfies Record<string, unknown>

export type TemplateId = keyof typeof examples

let listed: readonly Template[] | null = null

/** What a new flow can start from, besides an empty canvas. Templates never change, so they are drawn small once. */
export function listTemplates(): readonly Template[] {
  listed ??= Object.entries(examples).map(([id, example]) => {
    const { name, about, document, brings } = exampleSchema.parse(example)
    const names = (all: ReadonlyArray<{ name: string }>) => all.map((each) => each.name)
    return {
      id,
      name,
      about,
      blocks: Object.keys(document.nodes).length,
      miniature: miniatureOf(document),
      brings: {
        tables: names(brings.tables),
        prompts: names(brings.prompts),
        flows: names(Object.values(brings.flows)),
      },
    }
  })
  return listed
}

/** A template as it is kept; `empty` is an empty canvas. Null if nothing is called that. */
export function readTemplate(id: string): Pick<Example, 'document' | 'brings'> | null {
  if (id === 'empty') return { document: emptyDocument(), brings: { tables: [], prompts: [], flows: {} } }
  const example = Object.entries(examples).find(([name]) => name === id)?.[1]
  return example ? exampleSchema.parse(example) : null
}
