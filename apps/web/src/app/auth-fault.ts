/** What the server said no to about who somebody is. `message` is a sentence for people; `code` says which case it is. */
export class AuthFault extends Error {
  override readonly name = 'AuthFault'
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
