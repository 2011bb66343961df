/** SQL: whether people of the workspace (by its alias) are to be told of alerts of a kind and subject now. */
export function isTold(workspace: string, code: string, subject: string): string {
  return `(NOT ${code}::text = ANY(${workspace}.alert_silent)
    AND (cardinality(${workspace}.alert_emails) > 0 OR ${workspace}.alert_webhook <> '')
    AND NOT EXISTS (SELECT FROM alert_mute m WHERE m.workspace_id = ${workspace}.id AND m.code = ${code}::text
      AND m.subject IN ('*', ${subject}::text) AND (m.until IS NULL OR m.until > now())))`
}

/** SQL: a message to each address of the workspace for each of some alerts, which become `r`. */
export function messagesOf(alerts: string, kind: 'began' | 'goes-on'): string {
  return `INSERT INTO alert_message (id, workspace_id, alert_id, kind, channel, target, count)
    SELECT gen_random_uuid(), r.workspace_id, r.id, '${kind}', t.channel, t.target, r.count
    FROM ${alerts} r JOIN workspace w ON w.id = r.workspace_id CROSS JOIN LATERAL (
      SELECT 'email' AS channel, unnest(w.alert_emails) AS target
      UNION ALL SELECT 'webhook', w.alert_webhook WHERE w.alert_webhook <> '') t`
}
