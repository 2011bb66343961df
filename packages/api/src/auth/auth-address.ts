/** Where better-auth answers. */
export const authPath = '/api/auth'

/** The header in which the server tells better-auth where a request comes from; whatever a client says in it is dropped. */
export const addressHeader = 'x-patchbay-address'
