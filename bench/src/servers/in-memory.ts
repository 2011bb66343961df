import { createServer } from 'node:http'
import { createCarrierClient } from './carrier-client'
import { carrierUrl, listening } from './environment'
import { type State, sessionOf, transition } from './menu'

/* Bare node:http, state in memory, nothing kept: the ceiling. */

let url = ''
const send = createCarrierClient(carrierUrl, () => url)
const calls = new Map<string, State>()

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('latin1')
  request.on('data', (chunk: string) => {
    body += chunk
  })
  request.on('end', () => {
    const session = sessionOf(body)
    const next = transition(calls.get(session), body)
    if (next.state.ended) calls.delete(session)
    else calls.set(session, next.state)
    if (next.request) send(next.request)
    response.end('{"ok":true}')
  })
}).listen(0, '127.0.0.1', () => {
  url = listening(server.address())
})
