/** Under which the sessions that are read are kept. */
export const sessionsKey = ['auth', 'sessions'] as const
