/** Why a backup can't be made, or a file can't be restored, in a sentence or two for whoever asked for it. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}
