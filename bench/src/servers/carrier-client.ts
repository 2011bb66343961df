import { Pool } from 'undici'

/** Sends the baselines' requests to the carrier over kept connections; nobody waits for the answers. */
export function createCarrierClient(carrierUrl: string, ownUrl: () => string) {
  const pool = new Pool(carrierUrl, { connections: 64 })
  return (request: string): void => {
    void pool
      .request({
        method: 'POST',
        path: '/open/ivr',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `${request}&notify_url=${encodeURIComponent(`${ownUrl()}/notify`)}`,
      })
      .then((answer) => answer.body.dump())
  }
}
