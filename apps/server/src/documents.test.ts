import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** What is said of security is believed, so it may name nothing that is gone. */

const root = fileURLToPath(new URL('../../..', import.meta.url))
const read = (name: string) => readFileSync(join(root, name), 'utf8')
const documents = ['docs/asvs.md', 'docs/security.md', 'docs/attacks.md', 'SECURITY.md'].filter((name) =>
  existsSync(join(root, name)),
)

/** A path of the repository, as it stands in a sentence: from one of its folders, or a file at its root. */
const isPath =
  /^(?:(?:apps|packages|prisma|docs|scripts|chaos|bench|examples)\/[\w./-]+|[\w.-]+\.(?:json|yml)|Dockerfile|\.dockerignore)$/
const pathsIn = (text: string) =>
  [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, said = '']) => (isPath.test(said) ? [said] : []))

/** As GitHub names headings in an address. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )

describe.each(documents)('%s', (name) => {
  test('names only what there is', () => {
    const gone = pathsIn(read(name)).filter((path) => !existsSync(join(root, path)))
    expect(gone).toEqual([])
  })

  test('links to what there is', () => {
    const links = [...read(name).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) =>
      /^https?:/.test(to) ? [] : [to],
    )
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#')
      const file = path === '' ? name : join(dirname(name), path)
      if (!existsSync(join(root, file))) return true
      return anchor !== undefined && !anchorsOf(read(file)).includes(anchor)
    })
    expect(broken).toEqual([])
  })
})

/** The numbers of ASVS 5.0.0's requirements of levels 1 and 2, by section: of those that are left out, all are of level 3. */
const requirements: Record<string, number[]> = {
  'V1.1': upTo(2),
  'V1.2': upTo(9),
  'V1.3': upTo(11),
  'V1.4': upTo(3),
  'V1.5': upTo(2),
  'V2.1': upTo(3),
  'V2.2': upTo(3),
  'V2.3': upTo(4),
  'V2.4': upTo(1),
  'V3.2': upTo(2),
  'V3.3': upTo(4),
  'V3.4': upTo(6),
  'V3.5': upTo(5),
  'V3.7': upTo(2),
  'V4.1': upTo(3),
  'V4.2': upTo(1),
  'V4.3': upTo(2),
  'V4.4': upTo(4),
  'V5.1': upTo(1),
  'V5.2': upTo(3),
  'V5.3': upTo(2),
  'V5.4': upTo(3),
  'V6.1': upTo(3),
  'V6.2': upTo(12),
  'V6.3': upTo(4),
  'V6.4': upTo(4),
  'V6.5': upTo(5),
  'V6.6': upTo(3),
  'V6.8': upTo(4),
  'V7.1': upTo(3),
  'V7.2': upTo(4),
  'V7.3': upTo(2),
  'V7.4': upTo(5),
  'V7.5': upTo(2),
  'V7.6': upTo(2),
  'V8.1': upTo(2),
  'V8.2': upTo(3),
  'V8.3': upTo(1),
  'V8.4': upTo(1),
  'V9.1': upTo(3),
  'V9.2': upTo(4),
  'V10.1': upTo(2),
  'V10.2': upTo(2),
  'V10.3': upTo(4),
  'V10.4': upTo(11),
  'V10.5': upTo(5),
  'V10.6': upTo(2),
  'V10.7': upTo(3),
  'V11.1': upTo(2),
  'V11.2': upTo(3),
  'V11.3': upTo(3),
  'V11.4': upTo(4),
  'V11.5': upTo(1),
  'V11.6': upTo(1),
  'V12.1': upTo(3),
  'V12.2': upTo(2),
  'V12.3': upTo(4),
  'V13.1': upTo(1),
  'V13.2': upTo(5),
  'V13.3': upTo(2),
  'V13.4': upTo(5),
  'V14.1': upTo(2),
  'V14.2': upTo(4),
  'V14.3': upTo(3),
  'V15.1': upTo(3),
  'V15.2': upTo(3),
  'V15.3': upTo(7),
  'V16.1': upTo(1),
  'V16.2': upTo(5),
  'V16.3': upTo(4),
  'V16.4': upTo(3),
  'V16.5': upTo(3),
  'V17.1': upTo(1),
  'V17.2': upTo(4),
  'V17.3': upTo(2),
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, at) => at + 1)
}

test('docs/asvs.md says of each requirement how we stand to it, once, and counts right', () => {
  const text = read('docs/asvs.md')
  const rows = [
    ...text.matchAll(/^\| (V[\d.]+(?:, V[\d.]+)*) \| .+? \| (met|n\/a|\*\*in part\*\*|\*\*not met\*\*) \| (.+) \|$/gm),
  ]
  const wanted = Object.entries(requirements).flatMap(([section, numbers]) => numbers.map((one) => `${section}.${one}`))
  expect(wanted).toHaveLength(253)
  expect(rows.flatMap(([, numbers = '']) => numbers.split(', '))).toEqual(wanted)
  const count = (state: string) =>
    rows.filter(([, , said]) => said === state).reduce((sum, [, numbers = '']) => sum + numbers.split(', ').length, 0)
  expect(text.replaceAll('\n', ' ')).toContain(
    `Of 253, ${count('met')} are met, ${count('n/a')} are about something that Patchbay has not, ${count('**in part**')} are met in part, and ${count('**not met**')} are not.`,
  )
})
