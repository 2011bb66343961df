import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DiffTarget } from '@prisma/schema-engine-wasm/schema_engine_bg'
import { startLocalPostgres } from './local-postgres'
import { openSchemaEngine } from './schema-engine'

/** Writes the next migration: the difference between the last committed schema and the one in the work tree. */
async function main(): Promise<void> {
  const name = process.argv[2]
  if (!name || !/^[a-z0-9_]+$/.test(name)) throw new Error('Give the migration a name: small letters, digits and _.')
  const folder = import.meta.dirname
  const migrations = join(folder, 'migrations')
  const done = existsSync(migrations) ? (await readdir(migrations)).filter((entry) => /^\d{4}_/.test(entry)) : []
  const datamodel = (content: string): DiffTarget => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content }],
  })
  const before = execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], { cwd: folder, encoding: 'utf8' })
  const now = await readFile(join(folder, 'schema.prisma'), 'utf8')
  // The engine asks an empty server which dialect it speaks.
  const scratch = await mkdtemp(join(tmpdir(), 'patchbay-migration-'))
  const server = await startLocalPostgres({ dataDir: scratch })
  const { engine, close } = await openSchemaEngine(server.url)
  const { stdout } = await engine.diff({
    from: done.length === 0 ? { tag: 'empty' } : datamodel(before),
    to: datamodel(now),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  await close()
  await server.stop()
  await rm(scratch, { recursive: true, force: true })
  if (!stdout || stdout.includes('This is an empty migration')) throw new Error('The schema has not changed.')
  const target = join(migrations, `${String(done.length + 1).padStart(4, '0')}_${name}`)
  await mkdir(target, { recursive: true })
  await writeFile(join(target, 'migration.sql'), stdout)
  await writeFile(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n')
  console.log(`Wrote ${target}/migration.sql. Read it before you commit it.`)
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  },
)
