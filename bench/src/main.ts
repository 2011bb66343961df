import { writeFile } from 'node:fs/promises'
import { startDatabase, timeInsert } from './house/database'
import { startLoad } from './house/load'
import { type Measured, measure } from './measure'
import { readBenchOptions, type System } from './options'
import { goalsOf, machineOf, medianOf, names, print, type Results } from './report'

const options = readBenchOptions(process.argv.slice(2))
const { rounds, only } = options
const database = await startDatabase()
const load = await startLoad()
try {
  const insertMs = await timeInsert(database.pool)
  const measured = new Map<System, Measured[]>(only.map((system) => [system, []]))
  for (let round = 1; round <= rounds; round++)
    for (const system of only) {
      console.log(`round ${round}: ${names[system]}`)
      measured.get(system)?.push(await measure(system, load, database, options))
    }
  const systems: Results['systems'] = Object.fromEntries([...measured].map(([system, all]) => [system, medianOf(all)]))
  const results: Results = {
    at: new Date().toISOString(),
    machine: machineOf(database, insertMs),
    rounds,
    systems,
    goals: goalsOf(systems),
  }
  print(results)
  const file = new URL('../results.json', import.meta.url)
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
} finally {
  load.stop()
  await database.stop()
}
