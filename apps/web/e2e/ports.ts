/** `E2E_PORT`: where something else has these ports. */
const first = Number(process.env.E2E_PORT ?? 3900)

/** Where each kind of stack has its ports: ten for each, two of them for each worker. */
export const ports = { app: first, front: first + 10, scripts: first + 20, firstVisit: first + 30 }
