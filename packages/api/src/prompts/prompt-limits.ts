/** `bytes`: what the carrier plays at most. */
export const promptLimits = { bytes: 10 * 1024 * 1024, minutes: 10, history: 100 } as const
