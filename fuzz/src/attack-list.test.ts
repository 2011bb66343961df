import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)
const rows = [...readFileSync(new URL('docs/attacks.md', root), 'utf8').matchAll(/^\| (.+) \| `(.+)` \| (.+) \|$/gm)]

test('the list of attacks can be read', () => {
  expect(rows.length).toBeGreaterThan(40)
})

test.each(rows.map(([, attack = '', file = '', title = '']) => ({ attack, file, title })))(
  '$attack: its test is there',
  ({ file, title }) => {
    const address = new URL(file, root)
    expect(existsSync(address), file).toBe(true)
    // As it stands in the source: a title, or a row of a table of cases.
    const source = readFileSync(address, 'utf8')
    expect(
      [`'${title}'`, `"${title}"`].some((quoted) => source.includes(quoted)),
      title,
    ).toBe(true)
  },
)
