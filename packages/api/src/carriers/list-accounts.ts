import { z } from 'zod'
import type { Context } from '../context'

/** A carrier account as people see it: never its token. */
export type AccountRow = {
  id: string
  /** What people call it; its app ID where they have not said. */
  name: string
  label: string
  appId: string
  /** Where its API is; null: Hoiio's own address. */
  baseUrl: string | null
  /** Whether its notifications must be signed. */
  signed: boolean
  /** The environment says its app ID, token and address. */
  fromEnvironment: boolean
  /** What was left on it when it was asked last: a decimal string, as it came. */
  balance: { amount: string; currency: string } | null
  /** When the carrier was asked last (ISO 8601), and why it did not answer well, as a sentence. */
  checkedAt: string | null
  fault: string | null
  numbers: Array<{ id: string; e164: string; label: string }>
  callsNow: number
}

const callsSchema = z.array(z.object({ id: z.string().nullable(), calls: z.number() }))

/** How many calls are under way, by account. */
export async function callsNowByAccount({ deps, workspaceId }: Context): Promise<Map<string | null, number>> {
  const rows = await deps.db.$queryRaw`
    SELECT c.account_id::text AS id, count(*)::int AS calls FROM call c
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.open AND c.phase <> 'over' GROUP BY c.account_id`
  return new Map(callsSchema.parse(rows).map(({ id, calls }) => [id, calls]))
}

/** The workspace's carrier accounts: the environment's first, then the oldest. */
export async function listAccounts(context: Context): Promise<AccountRow[]> {
  const { deps, workspaceId } = context
  const [accounts, callsNow] = await Promise.all([
    deps.db.carrierAccount.findMany({
      where: { workspaceId },
      orderBy: [{ fromEnvironment: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
      omit: { token: true },
      include: {
        numbers: {
          where: { removedAt: null },
          orderBy: { e164: 'asc' },
          select: { id: true, e164: true, label: true },
        },
      },
    }),
    callsNowByAccount(context),
  ])
  return accounts.map(({ id, label, appId, baseUrl, signed, fromEnvironment, balance, currency, ...row }) => ({
    id,
    name: label || appId,
    label,
    appId,
    baseUrl,
    signed,
    fromEnvironment,
    balance: balance === null ? null : { amount: balance, currency: currency ?? '' },
    checkedAt: row.checkedAt?.toISOString() ?? null,
    fault: row.fault,
    numbers: row.numbers,
    // What is from before accounts were kept runs on the environment's.
    callsNow: (callsNow.get(id) ?? 0) + (fromEnvironment ? (callsNow.get(null) ?? 0) : 0),
  }))
}
