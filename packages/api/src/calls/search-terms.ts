import { Prisma } from '@patchbay/db/client'
import { withheld } from './call-filter'
import { isWholeNumber } from './whole-number'

const { sql } = Prisma
type Sql = Prisma.Sql

/** What may be a number as people write it, or a part of one. */
const phoneLike = /^[+(]?\d[\d\s().-]*$/

/** A whole number is looked for as such: its calls stand in order in the index. */
export function beginsWith(column: Sql, caller: string): Sql {
  if (caller === withheld) return sql`${column} = ''`
  return isWholeNumber(caller) ? sql`${column} = ${caller}` : sql`${column} LIKE ${`${caller}%`}`
}

/** All of the words, each as it begins. Digests have numbers as plain digits. */
export function wordsQuery(text: string): Sql {
  const words = phoneLike.test(text) ? [text] : text.split(/\s+/)
  const wanted = words.map((word) => (phoneLike.test(word) ? word.replace(/\D/g, '') : word.replaceAll(/['\\]/g, ' ')))
  return sql`to_tsquery('simple', ${wanted.map((word) => `'${word}':*`).join(' & ')})`
}
