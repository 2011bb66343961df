import { sealedMark } from '@patchbay/flow/template'
import type { Json } from '@patchbay/flow/vars'
import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from '../database-fault'
import { createToken } from '../token'
import { aboutDigits, type Cipher } from './cipher'

const rowsSchema = z.array(z.object({ token: z.string(), ciphertext: z.instanceof(Uint8Array) }))
const marks = new RegExp(`${sealedMark.open}([^${sealedMark.close}]*)${sealedMark.close}`, 'g')
const halves = /[\uE004\uE005]/g

/** The digits behind the marks of some texts. */
export type Unsealed = {
  /** A text with the digits in place of their marks; marks that stand for nothing are left out. */
  fill: (text: string) => string
  /** Something that came back from outside, with marks in place of the digits again. */
  hide: (value: Json) => Json
}

const nothing: Unsealed = { fill: (text) => text, hide: (value) => value }

/** Digits as short as these stand in many an answer by chance: they are hidden only where they are all of a text. */
const shortest = 4

/**
 * Keeps digits that nobody may see for as long as their call is under way, encrypted, and apart from it: what the call's state,
 * its events and its requests hold is a mark with a name that means nothing to anybody else.
 */
export function createPrivateDigits(database: Pool, cipher: Cipher) {
  const pool = patiently(database)

  return {
    /** Puts digits away: the mark that stands for them from now on. They are on disk when it resolves. */
    async seal({ id, workspaceId }: { id: string; workspaceId: string }, digits: string): Promise<string> {
      const token = createToken()
      await pool.query({
        name: 'seal-digits',
        text: 'INSERT INTO call_private (call_id, token, workspace_id, ciphertext) VALUES ($1, $2, $3, $4)',
        values: [id, token, workspaceId, cipher.encrypt(digits, aboutDigits(id, token))],
      })
      return `${sealedMark.open}${token}${sealedMark.close}`
    },

    /** Reads what the marks in some texts stand for, if there are any. Rejects with a `WrongKeyError` under another key. */
    async unseal(callId: string, texts: readonly string[]): Promise<Unsealed> {
      if (!texts.some((text) => text.includes(sealedMark.open))) return nothing
      const tokens = [...new Set(texts.flatMap((text) => [...text.matchAll(marks)].map(([, token = '']) => token)))]
      const { rows } = await pool.query({
        name: 'unseal-digits',
        text: 'SELECT token, ciphertext FROM call_private WHERE call_id = $1 AND token = ANY($2::text[])',
        values: [callId, tokens],
      })
      const found = new Map(
        rowsSchema
          .parse(rows)
          .map(({ token, ciphertext }) => [token, cipher.decrypt(ciphertext, aboutDigits(callId, token))]),
      )
      const hide = (value: Json): Json => {
        if (Array.isArray(value)) return value.map(hide)
        if (typeof value === 'object' && value !== null)
          return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, hide(part)]))
        if (typeof value !== 'string' && typeof value !== 'number') return value
        for (const [token, digits] of found) {
          const mark = `${sealedMark.open}${token}${sealedMark.close}`
          if (String(value).trim() === digits) return mark
          if (typeof value === 'string' && digits.length >= shortest) value = value.replaceAll(digits, mark)
        }
        return value
      }
      return {
        fill: (text) => text.replace(marks, (_, token: string) => found.get(token) ?? '').replace(halves, ''),
        hide,
      }
    },

    /** Forgets the digits of all calls that are over; gives how many. */
    async forget(): Promise<number> {
      const { rowCount } = await pool.query(
        'DELETE FROM call_private p WHERE NOT EXISTS (SELECT FROM call c WHERE c.id = p.call_id AND c.open)',
      )
      return rowCount ?? 0
    },
  }
}

export type PrivateDigits = ReturnType<typeof createPrivateDigits>
