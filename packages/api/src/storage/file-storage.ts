import type { Readable } from 'node:stream'

/** A part of a file, in bytes from 0; both ends belong to it. */
export type ByteRange = { start: number; end: number }

/**
 * Where files are kept that are too large for the database. Keys are made by us: letters, digits, hyphens and one dot. A file
 * never changes. Everything rejects when the place can't be reached.
 */
export type FileStorage = {
  /** Keeps a file, whole or not at all. */
  put: (key: string, content: Buffer, mime: string) => Promise<void>
  /** A file or a part of it, piece by piece; null where there is no such file. */
  get: (key: string, range?: ByteRange) => Promise<Readable | null>
  /** Removes a file; one that is gone already is no fault. */
  remove: (key: string) => Promise<void>
}
