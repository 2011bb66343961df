import { defineConfig } from 'prisma/config'

// `prisma generate` wants to download an engine that it never runs; naming any file that exists keeps it offline.
// Migrations are applied by migrate.ts, never by `prisma migrate` under this setting.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'schema.prisma' })
