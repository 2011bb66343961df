import { join } from 'node:path'
import { createDiskStorage } from '@patchbay/api/storage/disk-storage'
import type { FileStorage } from '@patchbay/api/storage/file-storage'
import { createS3Storage } from '@patchbay/api/storage/s3-storage'
import type { Environment } from './environment'

/** Where recordings are kept: in the bucket that the environment names, else in a folder of `DATA_DIR`. */
export function createStorage(env: Environment): FileStorage {
  const { S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return createDiskStorage(join(env.DATA_DIR, 'prompts'))
  return createS3Storage({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    accessKeyId: S3_ACCESS_KEY_ID,
    secretAccessKey: S3_SECRET_ACCESS_KEY,
  })
}
