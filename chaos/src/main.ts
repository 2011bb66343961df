import { randomInt } from 'node:crypto'
import { readOptions } from './options'
import { runChaos } from './run/run-chaos'

const read = readOptions(process.argv.slice(2), () => randomInt(1, 1_000_000))
if (!read.ok) {
  console.error(read.message)
  process.exit(2)
}

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    stopping = true
  })

const { seed, rounds } = read.options
console.log(`${rounds} rounds of chaos, seed ${seed} (again: npm run chaos -- --rounds ${rounds} --seed ${seed})`)
const { violations, settled } = await runChaos(
  read.options,
  (line) => console.log(line),
  () => stopping,
)
process.exit(violations.length > 0 || !settled ? 1 : 0)
