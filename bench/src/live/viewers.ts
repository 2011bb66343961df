import { request } from 'node:http'
import { type Arrivals, timedCallers, viewersOrderSchema } from './arrivals'
import { clock } from './clock'

/* Viewers of the live page without a screen: a process that holds as many streams as it is told. It parses nothing, so that
 * it takes as little of the machine as it can. */

let arrivals: Arrivals = {}
let bytes = 0
const mark = '"id":"'
const idLength = 36
const caller = new RegExp(`^[^{}]*?"caller":"(\\${timedCallers}\\d+)"`)
const seq = /"seq":(\d+)/g
/** The callers of timed calls by the calls' ids: only what is told of a call first says who it is. */
const callers = new Map<string, string>()

function watch(url: string): Promise<void> {
  return new Promise((standing, failed) => {
    request(url, { headers: { accept: 'text/event-stream' } }, (response) => {
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        const at = clock()
        bytes += chunk.length
        standing()
        const text = rest + chunk
        const end = text.lastIndexOf('\n')
        rest = text.slice(end + 1)
        for (let from = text.indexOf(mark); from >= 0 && from < end; from = text.indexOf(mark, from + 1)) {
          const id = text.substr(from + mark.length, idLength)
          const who = callers.get(id) ?? caller.exec(text.slice(from, from + 1_500))?.[1]
          if (who === undefined) continue
          callers.set(id, who)
          seq.lastIndex = from
          const key = `${who} ${seq.exec(text)?.[1]}`
          arrivals[key] ??= []
          arrivals[key].push(at)
        }
      })
      response.on('end', () => failed(new Error('A stream ended.')))
    })
      .on('error', failed)
      .end()
  })
}

process.on('message', (message) => {
  const order = viewersOrderSchema.parse(message)
  if ('take' in order) {
    process.send?.({ arrivals, bytes })
    arrivals = {}
    bytes = 0
    return
  }
  void Promise.all(Array.from({ length: order.viewers }, () => watch(order.watch))).then(() =>
    process.send?.({ standing: order.viewers }),
  )
})
process.once('disconnect', () => process.exit(0))
