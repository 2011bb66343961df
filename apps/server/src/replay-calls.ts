import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { blocks } from '@patchbay/blocks/blocks'
import { readCallFile, replayCallFile } from '@patchbay/flow/call-file'

/*
 * `npm run replay -- call.call.json …`: whether today's interpreter still asks for the same and walks the same way as when
 * those calls were recorded. A folder stands for all `*.call.json` in it. Ends with 1 if one differs or can't be read.
 */

const paths = process.argv.slice(2)
if (paths.length === 0) {
  console.error('Say which recorded calls: npm run replay -- some.call.json another.call.json a-folder')
  process.exit(1)
}
for (const path of (await Promise.all(paths.map(filesAt))).flat()) {
  const told = await replayFile(path)
  console.log(`${told.same ? 'same   ' : 'DIFFERS'} ${basename(path)}: ${told.words}`)
  if (!told.same) process.exitCode = 1
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null)
  if (!found?.isDirectory()) return [path]
  return (await readdir(path))
    .filter((name) => name.endsWith('.call.json'))
    .sort()
    .map((name) => join(path, name))
}

async function replayFile(path: string): Promise<{ same: boolean; words: string }> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return { same: false, words: 'there is no such file.' }
  const read = readCallFile(text)
  if (!read.ok) return { same: false, words: read.message }
  const { name, steps } = read.file
  const again = replayCallFile(blocks, read.file)
  const at = again.findIndex(({ same }) => !same)
  if (at < 0) return { same: true, words: `${name}: ${steps.length === 1 ? 'one step' : `all ${steps.length} steps`}.` }
  const { commands, trace } = again[at] ?? {}
  const then = { commands: steps[at]?.commands, trace: steps[at]?.trace }
  return {
    same: false,
    words: [
      `${name}: step ${at + 1} of ${steps.length} (${steps[at]?.event.type}) comes out otherwise.`,
      `  then: ${JSON.stringify(then)}`,
      `  now:  ${JSON.stringify({ commands, trace })}`,
    ].join('\n'),
  }
}
