import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { Accounts } from '../accounts'
import type { NewAlert } from '../alerts'
import { checkAccount } from '../check-account'

/** So many accounts are asked at the same time. */
const atOnce = 8

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    workspace_id: z.string(),
    name: z.string(),
    alone: z.boolean(),
    balance_limit: z.number().nullable(),
  }),
)
type Row = z.output<typeof rowsSchema>[number]

/**
 * Asks the carrier for the balance of every account and notes what it says; raises an alert for each that is below its workspace's
 * limit. An alert of one that is not, or has no limit any more, is over; what could not be learned changes none.
 */
export async function watchAccounts(
  { pool, accounts, log }: { pool: Pool; accounts: Accounts; log: Logger },
  raise: (alert: NewAlert) => void,
): Promise<void> {
  const { rows } = await pool.query(
    `SELECT a.id, a.workspace_id, COALESCE(NULLIF(a.label, ''), a.app_id) AS name, w.balance_limit,
       count(*) OVER (PARTITION BY a.workspace_id) = 1 AS alone
     FROM carrier_account a JOIN workspace w ON w.id = a.workspace_id ORDER BY a.id`,
  )
  const waiting = rowsSchema.parse(rows)
  const lowOrUnknown: string[] = []
  const watchNext = async () => {
    for (let row = waiting.pop(); row; row = waiting.pop())
      if ((await watch(row)) !== 'enough') lowOrUnknown.push(row.id)
  }
  await Promise.all(Array.from({ length: atOnce }, watchNext))
  await pool.query(
    `UPDATE alert a SET dismissed_at = now() FROM workspace w
     WHERE w.id = a.workspace_id AND a.code = 'low-balance' AND a.dismissed_at IS NULL
       AND (w.balance_limit IS NULL OR a.subject <> ALL($1::text[]))`,
    [lowOrUnknown],
  )

  async function watch({ id, workspace_id: workspaceId, name, alone, balance_limit: limit }: Row) {
    const check = await checkAccount({ pool, accounts }, id)
    if (check?.kind !== 'good') {
      log.warn({ accountId: id, fault: check?.fault }, 'the carrier could not be asked for the balance')
      return 'unknown'
    }
    const balance = check.balance.trim() === '' ? Number.NaN : Number(check.balance)
    if (Number.isNaN(balance)) return 'unknown'
    if (limit === null || balance >= limit) return 'enough'
    const where = alone ? 'at the carrier' : `of “${name}” at the carrier`
    raise({
      workspaceId,
      code: 'low-balance',
      subject: id,
      message: `The balance ${where} is ${check.currency} ${check.balance}, less than ${limit}.`,
    })
    return 'low'
  }
}
