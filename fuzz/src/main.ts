import { randomInt } from 'node:crypto'
import { readOptions } from './options'
import { describePhase } from './report'
import { runFuzz } from './run-fuzz'

const read = readOptions(process.argv.slice(2), () => randomInt(1, 1_000_000))
if (!read.ok) {
  console.error(read.message)
  process.exit(2)
}
const { requests, seed } = read.options
console.log(`${requests} malformed requests, seed ${seed} (again: npm run fuzz -- ${requests} --seed ${seed})`)
const { phases, faults } = await runFuzz(read.options, (line) => console.log(line))
for (const phase of phases) console.log(describePhase(phase))
console.log(faults.length === 0 ? 'Nothing broke.' : `${faults.length} faults.`)
process.exit(faults.length === 0 ? 0 : 1)
