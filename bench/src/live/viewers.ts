import { request } from 'node:http'
import { type Arrivals, timedCallers, viewersOrderSchema } from './arrivals'
import { clock } from './clock'

/* Viewers of the live page without a screen: a process that holds as many streams as it is told. It parses nothing, so that
 * it takes as little of the machine as it can. */

let arrivals: Arrivals = {}
let bytes = 0
const mark = `"caller":"${timedCallers}`
const step = /^"caller":"(\+\d+)".*?"seq":(\d+)/

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
          const [, caller = '', seq = ''] = step.exec(text.slice(from, from + 1_500)) ?? []
          const key = `${caller} ${seq}`
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
