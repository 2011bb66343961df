import { LRUCache } from 'lru-cache'
import { expect, test } from 'vitest'
import { fetchAgain } from './fetch-again'

/** A cache whose reads end when they are told to, with what stands there at that moment. */
function slowly() {
  const reads: (() => void)[] = []
  let stands = 'before'
  const cache = new LRUCache<string, { text: string }>({
    max: 2,
    ttl: 60_000,
    fetchMethod: async () => {
      const text = stands
      await new Promise<void>((resolve) => reads.push(resolve))
      if (text === 'broken') throw new Error('The database is away.')
      return { text }
    },
  })
  const finish = () => reads.splice(0).forEach((end) => void end())
  return { cache, finish, reads, change: (text: string) => (stands = text) }
}

test.each([
  ['forgotten', (cache: LRUCache<string, { text: string }>) => cache.delete('a')],
  ['forgotten with all others', (cache: LRUCache<string, { text: string }>) => cache.clear()],
])('what is %s while it is read is read again, for everybody who waits', async (_, forget) => {
  const { cache, finish, reads, change } = slowly()
  const asked = Promise.all([fetchAgain(cache, 'a'), fetchAgain(cache, 'a')])
  await expect.poll(() => reads.length).toBe(1)
  change('after')
  forget(cache)
  await expect.poll(() => reads.length).toBe(2)
  finish()
  expect(await asked).toEqual([{ text: 'after' }, { text: 'after' }])
})

test('what there was no more room for while it was read is told all the same', async () => {
  const { cache, finish, reads } = slowly()
  const asked = Promise.all(['a', 'b', 'c', 'd'].map((key) => fetchAgain(cache, key)))
  const ending = setInterval(finish, 5)
  expect(await asked).toEqual(Array(4).fill({ text: 'before' }))
  clearInterval(ending)
  expect(reads).toEqual([])
  expect(cache.size).toBe(2)
})

test('a read that fails fails', async () => {
  const { cache, finish, reads, change } = slowly()
  change('broken')
  const asked = fetchAgain(cache, 'a')
  await expect.poll(() => reads.length).toBe(1)
  finish()
  await expect(asked).rejects.toThrow('The database is away.')
})
