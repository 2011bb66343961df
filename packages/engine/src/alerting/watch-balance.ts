import type { Hoiio } from '@patchbay/hoiio/client'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { NewAlert } from '../alerts'

const rowsSchema = z.array(z.object({ id: z.string(), balance_limit: z.number() }))

/**
 * Asks the carrier for the balance, if any workspace has a limit, and raises an alert in those whose limit it is below. In the
 * others an alert that is there is over.
 */
export async function watchBalance(
  { pool, hoiio, log }: { pool: Pool; hoiio: Hoiio; log: Logger },
  raise: (alert: NewAlert) => void,
): Promise<void> {
  const { rows } = await pool.query('SELECT id, balance_limit FROM workspace WHERE balance_limit IS NOT NULL')
  const limits = rowsSchema.parse(rows)
  const asked =
    limits.length === 0
      ? null
      : await hoiio.user.getBalance().catch((error: unknown) => {
          log.warn({ err: error }, 'the carrier could not be asked for the balance')
          return null
        })
  const balance = asked === null || asked.balance.trim() === '' ? Number.NaN : Number(asked.balance)
  for (const { id, balance_limit } of limits)
    if (asked && balance < balance_limit)
      raise({
        workspaceId: id,
        code: 'low-balance',
        message: `The balance at the carrier is ${asked.currency} ${asked.balance}, less than ${balance_limit}.`,
      })
  await pool.query(
    `UPDATE alert a SET dismissed_at = now() FROM workspace w
     WHERE w.id = a.workspace_id AND a.code = 'low-balance' AND a.dismissed_at IS NULL
       AND (w.balance_limit IS NULL OR w.balance_limit <= $1)`,
    [Number.isNaN(balance) ? null : balance],
  )
}
