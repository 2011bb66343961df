import { z } from 'zod'
import kept from './answers.generated.json'

const schemaInput = z.record(z.string(), z.json())

const answersInput = z.strictObject({
  /** By their paths: what is written above each, and a JSON Schema of its answer; null: it has none. */
  procedures: z.record(z.string(), z.strictObject({ summary: z.string(), answer: schemaInput.nullable() })),
  /** By the names of the operations on files: a JSON Schema of what those answer that answer in JSON. */
  files: z.record(z.string(), schemaInput),
  /** What those refer to. */
  schemas: z.record(z.string(), schemaInput),
})

export type Answers = z.infer<typeof answersInput>

/** What every procedure answers, as `npm run describe:api` last read it from the source. */
export function readAnswers(): Answers {
  return answersInput.parse(kept)
}
