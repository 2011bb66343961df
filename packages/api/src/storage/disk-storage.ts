import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStorage } from './file-storage'

const safeKey = /^[a-z0-9-]+\.[a-z0-9]+$/

/** Keeps files in a folder, which is made with the first of them. */
export function createDiskStorage(folder: string): FileStorage {
  const pathOf = (key: string) => {
    if (!safeKey.test(key)) throw new Error('This is no key of a file.')
    return join(folder, key)
  }
  return {
    async put(key, content) {
      const path = pathOf(key)
      const part = `${path}.part`
      await mkdir(folder, { recursive: true })
      try {
        const file = await open(part, 'w')
        try {
          await file.writeFile(content)
          // The database remembers it for good from the next moment on.
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(part, path)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
    },
    async get(key, range) {
      const path = pathOf(key)
      try {
        const handle = await open(path, 'r')
        return createReadStream(path, { fd: handle, ...range })
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    remove: (key) => rm(pathOf(key), { force: true }),
  }
}
