import { z } from 'zod'

/*
 * A backup is a gzipped tar: `patchbay.json` says what it is and for whom; `recordings/<key>` are prompts' files;
 * `tables/<table>.<number>.copy` are the rows of one table after the other, as COPY writes them, cut into parts; and
 * `manifest.json`, which is last, says of every part what it must be. A file without that end is no backup.
 */

export const formatVersion = 1

/** In bytes. Parts are held whole while they are checked; what says that it is larger is not read. */
export const backupLimits = { part: 16 * 1024 * 1024, header: 4 * 1024 * 1024, manifest: 256 * 1024 * 1024 } as const

/** How many bytes of rows make a part. */
export const partSize = 4 * 1024 * 1024

export const headerName = 'patchbay.json'
export const manifestName = 'manifest.json'
export const recordingName = (key: string) => `recordings/${key}`
export const partName = (table: string, number: number) =>
  `tables/${encodeURIComponent(table)}.${String(number).padStart(6, '0')}.copy`

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const backupHeader = z.object({
  format: z.literal('patchbay-backup'),
  formatVersion: z.literal(formatVersion),
  /** The version of Patchbay that made it, and of the PostgreSQL that it was made from. */
  patchbay: z.string(),
  postgres: z.string(),
  /** ISO 8601. */
  madeAt: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })).min(1),
  /** In the order in which their rows follow. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), sealed: z.boolean() })).min(1),
  /** The mark of the key that was at hand (`keyMark`); null where there was none. */
  key: z.string().nullable(),
})
export type BackupHeader = z.infer<typeof backupHeader>

/** Any other backup of Patchbay: one that a newer version made. */
export const otherHeader = z.object({
  format: z.literal('patchbay-backup'),
  formatVersion: z.number(),
  patchbay: z.string(),
})

export const backupManifest = z.object({
  parts: z.array(z.object({ name: z.string(), bytes: z.int(), sha256 })),
  rows: z.array(z.object({ table: z.string(), rows: z.int() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string().regex(/^-?\d+$/), called: z.boolean() })),
  /** Recordings that rows name and the store did not have. */
  missing: z.array(z.string()),
})
export type BackupManifest = z.infer<typeof backupManifest>
