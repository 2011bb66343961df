import type { Pool } from 'pg'

/**
 * Forgets what is over by itself: sessions, also those of thirty days ago that are used every day, links in mails, and invitations a month
 * after their end. Gives how many sessions.
 */
export async function deleteExpiredSessions(pool: Pick<Pool, 'query'>): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM person_session WHERE expires_at < now() OR created_at < now() - interval '30 days'`,
  )
  await pool.query('DELETE FROM person_verification WHERE expires_at < now()')
  await pool.query(`DELETE FROM invitation WHERE expires_at < now() - interval '30 days'`)
  return rowCount ?? 0
}
