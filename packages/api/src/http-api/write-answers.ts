import { writeFileSync } from 'node:fs'
import { describeAnswers } from './describe-answers'

const file = new URL('./answers.generated.json', import.meta.url)

/** `npm run describe:api`: keeps what the source says of the API's answers, for the document that the server gives. */
writeFileSync(file, `${JSON.stringify(describeAnswers(), null, 1)}\n`)
