import pg from 'pg'

/** Runs SQL in a database and gives what it found. */
export async function sql(url: string, text: string, values: unknown[] = []) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, values })).rows
  } finally {
    await client.end()
  }
}

/** All that the catalogue knows of the schema `public`, as lines that can be compared. */
export async function catalogueOf(url: string): Promise<string[]> {
  const rows = await sql(
    url,
    `SELECT format('column %s.%s %s null:%s default:%s identity:%s generated:%s collation:%s', c.relname, a.attname,
        format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attcollation) AS line
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
     UNION ALL SELECT format('%s %s options:%s row security:%s forced:%s', c.relkind, c.relname, c.reloptions, relrowsecurity, relforcerowsecurity)
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'S', 'i')
     UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class c ON c.oid = indrelid WHERE c.relnamespace = 'public'::regnamespace
     UNION ALL SELECT format('constraint %s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated)
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace
     UNION ALL SELECT format('%s enabled:%s', pg_get_triggerdef(t.oid), tgenabled) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal
     UNION ALL SELECT format('policy %s %s %s', tablename, policyname, qual) FROM pg_policies WHERE schemaname = 'public'
     UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     ORDER BY 1`,
  )
  return rows.map(({ line }) => String(line))
}

/** How many rows each table of the schema `public` has, and a checksum of all of them. */
export async function contentOf(url: string): Promise<Record<string, string>> {
  const tables = await sql(
    url,
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  )
  const content: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await sql(
      url,
      `SELECT count(*) || ' rows ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C"), '')) AS sum FROM ${name} t`,
    )
    content[String(name)] = String(row?.sum)
  }
  return content
}
