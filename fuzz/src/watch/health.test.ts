import { expect, test } from 'vitest'
import { faultsOfHealth, reportHealth } from './health'

const megabyte = 1024 * 1024
const look = (heap: number, stoodMs = 20) => ({
  rss: 300 * megabyte,
  heapUsed: heap * megabyte,
  external: 0,
  stoodMs,
  p99Ms: 10,
})

test('what a server needs to warm up is not counted', () => {
  const report = reportHealth([50, 120, 120, 121, 119, 122, 120, 121, 120, 121].map((heap) => look(heap)))
  expect(report && faultsOfHealth(report)).toEqual([])
  expect(report?.looks).toBe(10)
})

test('memory that grows, and a loop that stands still, are told', () => {
  const report = reportHealth(Array.from({ length: 10 }, (_, at) => look(100 + 20 * at, at === 7 ? 5_000 : 20)))
  expect(report && faultsOfHealth(report)).toEqual([
    expect.stringMatching(/^its memory grew by \d+ MB$/),
    'its event loop stood still for 5000 ms',
  ])
})

test('of one look nothing can be said', () => {
  expect(reportHealth([look(100)])).toBe(null)
})
