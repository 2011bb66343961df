import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import pg from 'pg'

let loaded: Promise<void> | undefined

/** Node imports no .wasm, so the module is instantiated by hand, once. */
async function load(): Promise<void> {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const { instance } = await WebAssembly.instantiate(await readFile(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': { ...bindings },
  })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
}

/** Prisma's own would cut a script at each semicolon, those inside of a function too. Postgres takes it whole: all of it, or nothing. */
class WholeScripts extends PrismaPg {
  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => void (await adapter.underlyingDriver().query(script))
    return adapter
  }
}

export type OpenedSchemaEngine = { engine: bindings.SchemaEngine; close: () => Promise<void> }

/**
 * Prisma's schema engine as WebAssembly over an ordinary connection. The native one is downloaded from a host of its own,
 * which a closed network refuses. Close it: the engine keeps its advisory lock for as long as it is connected.
 */
export async function openSchemaEngine(databaseUrl: string): Promise<OpenedSchemaEngine> {
  loaded ??= load()
  await loaded
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const adapter = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool))
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
  return {
    engine,
    close: async () => {
      engine.free()
      await pool.end()
    },
  }
}
