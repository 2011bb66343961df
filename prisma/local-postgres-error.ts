/** Why the local database can't be started, in a sentence or two for whoever started it. */
export class LocalPostgresError extends Error {
  override readonly name = 'LocalPostgresError'
}
