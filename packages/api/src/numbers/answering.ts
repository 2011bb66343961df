import type { Prisma } from '@patchbay/db/client'

/** What has to be read of a number to say what answers it. */
export const answering = {
  version: { select: { number: true, flow: { select: { name: true } } } },
} satisfies Prisma.PhoneNumberSelect

type Answering = { version: { number: number; flow: { name: string } } | null }

/** The flow that answers a number, and which version of it, in the words of the audit trail. */
export function whatAnswers(number: Answering | null): { flow: string | null; version: number | null } {
  return { flow: number?.version?.flow.name ?? null, version: number?.version?.number ?? null }
}
