import { expect, test } from 'vitest'
import { BoundedCache } from './bounded-cache'

function counting(size: number) {
  const loads: string[] = []
  const cache = new BoundedCache(size, async (key) => {
    loads.push(key)
    if (key.startsWith('bad')) throw new Error(key)
    return key.toUpperCase()
  })
  return { cache, loads }
}

test('a key is loaded once, whoever asks, even at the same moment', async () => {
  const { cache, loads } = counting(2)
  expect(await Promise.all([cache.get('a'), cache.get('a')])).toEqual(['A', 'A'])
  expect(await cache.get('a')).toBe('A')
  expect(loads).toEqual(['a'])
})

test('what was asked for longest ago goes first', async () => {
  const { cache, loads } = counting(2)
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await cache.get(key)
  expect(loads).toEqual(['a', 'b', 'c', 'b'])
})

test('a load that failed is tried again', async () => {
  const { cache, loads } = counting(2)
  await expect(cache.get('bad')).rejects.toThrow('bad')
  await expect(cache.get('bad')).rejects.toThrow('bad')
  expect(loads).toEqual(['bad', 'bad'])
})
