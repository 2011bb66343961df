import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { migrations } from '../migrate'
import { createTestDatabase } from '../test-database'
import { catalogueOf, contentOf, sql } from './catalogue.testing'
import { fillDatabase } from './fill-database'
import { openSnapshot, SnapshotError } from './snapshot'

/** What Patchbay's own tables may have some day, and values that are easily changed on the way. */
const difficult = {
  name: '9999_difficult',
  sql: `
    CREATE TYPE mood AS ENUM ('calm', 'it''s, "odd"');
    CREATE TABLE node (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int REFERENCES node, boss int);
    CREATE TABLE boss (id serial PRIMARY KEY, node int NOT NULL REFERENCES node DEFERRABLE INITIALLY DEFERRED);
    ALTER TABLE node ADD FOREIGN KEY (boss) REFERENCES boss;
    CREATE TABLE "Odd name; ../%s" ("a ""b""" text COLLATE "C", twice text GENERATED ALWAYS AS (upper("a ""b""")) STORED,
      EXCLUDE USING btree ("a ""b""" WITH =));
    CREATE TABLE kinds (f float8, r real, n numeric, t timestamptz, d date, i interval, j jsonb, b bytea, a text[], v tsvector,
      m mood, x text NOT NULL CHECK (x <> 'never'), storage_key text);
    CREATE INDEX kinds_lower ON kinds (lower(x) DESC NULLS LAST) INCLUDE (f) WHERE f > 0;
    CREATE TABLE audit (at timestamptz NOT NULL DEFAULT now(), what text);
    CREATE FUNCTION only_append() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''only append''; END';
    CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION only_append();
    CREATE FUNCTION write_down() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO audit (what) VALUES (NEW.x); RETURN NEW; END';
    CREATE TRIGGER kinds_audited AFTER INSERT ON kinds FOR EACH ROW EXECUTE FUNCTION write_down();
    ALTER TABLE kinds ENABLE ALWAYS TRIGGER kinds_audited;
    CREATE TABLE guarded (owner text, what text);
    ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
    ALTER TABLE guarded FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON guarded USING (owner = current_setting('test.owner', true));
    CREATE VIEW calm AS SELECT x FROM kinds WHERE m = 'calm';
    CREATE TABLE preset (x int); INSERT INTO preset VALUES (1);`,
}
const rows = `
  INSERT INTO node (parent) VALUES (NULL), (1), (2);
  BEGIN; INSERT INTO boss (node) VALUES (3); UPDATE node SET boss = 1 WHERE id = 1; COMMIT;
  INSERT INTO "Odd name; ../%s" VALUES (E'tab\\t newline\\n return\\r back\\\\slash \\\\. \\\\N'), (''), (NULL), ('早安 🌅');
  INSERT INTO kinds VALUES
    (0.1 + 0.2, 1e-38, 'NaN', '2026-10-25 01:59:59.999999+02', '4713-01-01 BC', '1 year -3 days 00:00:00.000001', '{"a": [1, null, "\\u00e9\\n"]}', '\\x00ff5c', ARRAY['a,b', NULL, '"', '\\'], 'fat:2 rat:3', 'it''s, "odd"', 'x', 'one.mp3'),
    ('-Infinity', 'NaN', 1234567890123456789.000000000001, 'infinity', '-infinity', '0', 'null', '', '{}', '', NULL, '', NULL);
  INSERT INTO guarded VALUES ('mine', 'a'), ('theirs', 'b');
  UPDATE preset SET x = 2; INSERT INTO preset VALUES (3);
  SELECT setval('boss_id_seq', 40, false)`

const open: { url: string; drop: () => Promise<void> }[] = []
async function emptyDatabase(): Promise<string> {
  const made = await createTestDatabase()
  open.push(made)
  await sql(made.url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  return made.url
}

/** Copies a database the way that a backup and a restore do, without the file between them. */
async function copy(from: string, to: string, schema = [...migrations, difficult], change = (piece: Buffer) => piece) {
  const snapshot = await openSnapshot(from)
  try {
    return await fillDatabase(to, schema, async ({ load, setSequences }) => {
      for (const table of snapshot.tables) {
        const pieces: Buffer[] = []
        const read = await snapshot.read(table, async (piece) => void pieces.push(Buffer.from(piece)))
        const loaded = await load(
          table,
          (async function* () {
            for (const piece of pieces) yield change(piece)
          })(),
        )
        expect(loaded).toBe(read)
      }
      await setSequences(snapshot.sequences)
    })
  } finally {
    await snapshot.close()
  }
}

let source: string
beforeAll(async () => {
  const made = await createTestDatabase()
  open.push(made)
  source = made.url
  await sql(source, difficult.sql)
  await sql(source, rows)
})
afterAll(async () => {
  for (const { drop } of open) await drop()
})

test('rows, schema, sequences, triggers and policies are afterwards what they were', async () => {
  const target = await emptyDatabase()
  await copy(source, target)
  const content = await contentOf(source)
  expect(content['"Odd name; ../%s"']).toMatch(/^4 rows/)
  expect(content.audit).toMatch(/^2 rows/)
  expect(await contentOf(target)).toEqual(content)
  expect(await catalogueOf(target)).toEqual(await catalogueOf(source))
  expect(await sql(target, `SELECT nextval('boss_id_seq')::int AS boss, nextval('node_id_seq')::int AS node`)).toEqual([
    { boss: 40, node: 4 },
  ])
  await expect(sql(target, 'DELETE FROM audit')).rejects.toThrow('only append')
  await expect(sql(target, 'DELETE FROM node WHERE id = 1')).rejects.toThrow('foreign key')
})

test('a schema that is made this way is the one that a start makes', async () => {
  const [started, filled] = [await createTestDatabase(), await emptyDatabase()]
  open.push(started)
  await copy(started.url, filled, [...migrations])
  expect(await catalogueOf(filled)).toEqual(await catalogueOf(started.url))
})

test('rows that are written after its beginning are not in a snapshot', async () => {
  const snapshot = await openSnapshot(source)
  await sql(source, `INSERT INTO preset VALUES (99)`)
  const preset = snapshot.tables.find(({ name }) => name === 'preset')
  const pieces: Buffer[] = []
  if (preset) expect(await snapshot.read(preset, async (piece) => void pieces.push(Buffer.from(piece)))).toBe(2)
  await snapshot.close()
  expect(Buffer.concat(pieces).toString()).toBe('2\n3\n')
  await sql(source, `DELETE FROM preset WHERE x = 99`)
})

test('it finds the files that rows name', async () => {
  const snapshot = await openSnapshot(source)
  expect(await snapshot.storageKeys()).toEqual(['one.mp3'])
  await snapshot.close()
})

describe('whatever goes wrong leaves nothing', () => {
  const nothing = async (url: string) =>
    sql(
      url,
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace UNION ALL
              SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace UNION ALL
              SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace`,
    )

  test.each([
    ['a row that names one that is not there', /3\t2\t\\N/, '3\t77\t\\N', 'foreign key'],
    ['a row that is there twice', /^3\t2\t/m, '1\t2\t', 'unique'],
    ['a value that is none', /infinity/, 'tomorrow-ish', 'invalid input syntax'],
    ['a row that is too short', /mine\ta/, 'mine', 'missing data'],
  ])('%s', async (_, find, put, fault) => {
    const target = await emptyDatabase()
    const change = (piece: Buffer) => Buffer.from(piece.toString().replace(find, put))
    await expect(copy(source, target, [...migrations, difficult], change)).rejects.toThrow(fault)
    expect(await nothing(target)).toEqual([])
  })

  test('a connection that breaks in the middle', async () => {
    const target = await emptyDatabase()
    const filling = fillDatabase(target, migrations, async ({ client }) => {
      const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
      await sql(source, 'SELECT pg_terminate_backend($1)', [rows[0]?.pid])
      await client.query('SELECT 1')
    })
    await expect(filling).rejects.toThrow()
    expect(await nothing(target)).toEqual([])
  })

  test('a stop in the middle', async () => {
    const target = await emptyDatabase()
    const stop = new AbortController()
    const filling = fillDatabase(
      target,
      migrations,
      async ({ client }) => {
        setTimeout(() => stop.abort(), 50)
        await client.query('SELECT pg_sleep(30)')
      },
      stop.signal,
    )
    await expect(filling).rejects.toThrow()
    await expect.poll(() => nothing(target)).toEqual([])
  })
})

test('a database that holds anything is refused and left alone', async () => {
  const target = await emptyDatabase()
  await sql(target, 'CREATE TABLE theirs (n int); INSERT INTO theirs VALUES (1)')
  await expect(copy(source, target)).rejects.toThrow('The database is not empty: “theirs”')
  expect(await contentOf(target)).toEqual({ theirs: expect.stringMatching(/^1 rows/) })
})

test('where no Patchbay has been there is nothing to keep, and what an update left undone is not kept', async () => {
  const target = await emptyDatabase()
  await expect(openSnapshot(target)).rejects.toThrow(SnapshotError)
  const made = await createTestDatabase()
  open.push(made)
  await sql(made.url, `UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '0004_lookup_table'`)
  await expect(openSnapshot(made.url)).rejects.toThrow('0004_lookup_table')
})

test('a user who may not see every row is refused, and does not keep half', async () => {
  const role = `reader_${randomBytes(4).toString('hex')}`
  await sql(
    source,
    `CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}; GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
  )
  const url = new URL(source)
  url.username = role
  url.password = 'x'
  const snapshot = await openSnapshot(url.href)
  const guarded = snapshot.tables.find(({ name }) => name === 'guarded')
  if (!guarded) throw new Error('There is no such table.')
  await expect(snapshot.read(guarded, async () => undefined)).rejects.toThrow('row-level security')
  await snapshot.close()
  await sql(source, `DROP OWNED BY ${role}; DROP ROLE ${role}`)
})

test('the owner of a database, who is no superuser, restores it', async () => {
  const role = `owner_${randomBytes(4).toString('hex')}`
  const target = await emptyDatabase()
  const name = new URL(target).pathname.slice(1)
  await sql(
    target,
    `CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT patchbay_member TO ${role}; ALTER DATABASE ${name} OWNER TO ${role};
     ALTER SCHEMA public OWNER TO ${role}`,
  )
  const url = new URL(target)
  url.username = role
  url.password = 'x'
  await copy(source, url.href)
  const content = await contentOf(source)
  expect(await contentOf(target)).toEqual(content)
  const owner = new pg.Client({ connectionString: url.href })
  await owner.connect()
  expect((await owner.query('SELECT * FROM guarded')).rows).toEqual([])
  await owner.end()
  const admin = new URL(inject('postgresUrl'))
  await sql(target, `REASSIGN OWNED BY ${role} TO "${admin.username}"; DROP OWNED BY ${role}; DROP ROLE ${role}`)
})
