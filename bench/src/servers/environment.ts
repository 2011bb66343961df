import type { AddressInfo } from 'node:net'
import { z } from 'zod'

const environment = z.object({ CARRIER_URL: z.url(), DATABASE_URL: z.string().default('') }).parse(process.env)

export const carrierUrl = environment.CARRIER_URL
export const databaseUrl = environment.DATABASE_URL

/** Tells whoever started this process where it listens, and gives the address. */
export function listening(address: AddressInfo | string | null): string {
  if (address === null || typeof address === 'string') throw new Error('The server got no port.')
  process.once('disconnect', () => process.exit(0))
  process.send?.({ port: address.port })
  return `http://127.0.0.1:${address.port}`
}
