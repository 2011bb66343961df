import { createHolidays } from '@patchbay/engine/holidays'
import type { FlowDocument } from '@patchbay/flow/document'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { begin, firstNumber, logged, type OwnNumber, publishTemplate, walked } from './ring'
import type { ScriptedCall } from './scripted-caller'
import { type Stack, startStack } from './stack'

const branches = Array.from({ length: 50 }, (_, index) => `+65315801${String(index).padStart(2, '0')}`)

let stack: Stack
let number: OwnNumber

beforeAll(async () => {
  stack = await startStack({ numbers: branches })
  number = await firstNumber(stack)
})
afterAll(() => stack?.stop())

async function ring(flowId: string, to: OwnNumber, script: ScriptedCall['script']) {
  const caller = await begin(stack, to, flowId, { from: '+6591234567' })
  await caller.follow(script)
  await caller.until('the call to end', (now) => now.state === 'ended')
  const found = await logged(stack, caller.session, ({ call }) => call.phase === 'over')
  expect(found.call).toMatchObject({ broken: false })
  return { heard: await caller.heard(), blocks: walked(found), trace: found.events.flatMap(({ trace }) => trace) }
}

describe('a clinic', () => {
  /** A day on which it is a public holiday now, somewhere; there is one on nearly every day of a year. */
  function holidayNow() {
    const holidays = createHolidays()
    for (const zone of ['Asia/Singapore', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date())
      const found = holidays.countries().find(({ code }) => holidays.on(code, null, date) !== null)
      if (found) return { zone, holidays: { country: found.code, region: null } }
    }
    return null
  }
  const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]
  const publish = (config: FlowDocument['nodes'][string]['config']) =>
    publishTemplate(stack, number, 'clinic', (document) => {
      const { hours } = document.nodes
      if (!hours) throw new Error('The clinic has no hours.')
      return {
        ...document,
        nodes: { ...document.nodes, hours: { ...hours, config: { ...hours.config, ...config } } },
      }
    })
  const open = (opening: typeof always) =>
    stack.api.numbers.setSettings.mutate({ numberId: number.id, settings: { opening } })

  test('that is open speaks either language', async () => {
    const flowId = await publish({ holidays: null })
    await open(always)
    const english = await ring(flowId, number, [{ hears: '' }, { presses: '1' }, { hears: '' }, { presses: '2' }])
    expect(english.heard.map(words)).toEqual([
      'Harbour Clinic. For English, press 1. For Chinese, press 2.',
      'For appointments, press 1. For our opening hours, press 2.',
      'We are open from half past eight to half past five, Monday to Friday, and on Saturday morning.',
      'Thank you for calling. Goodbye.',
    ])
    const chinese = await ring(flowId, number, [
      { hears: '' },
      { presses: '2' },
      { hears: '' },
      { presses: '1' },
      { hears: '' },
      { otherPhone: 'busy' },
      { otherPhone: 'answered' },
      { hangsUp: true },
    ])
    expect(chinese.heard.slice(1)).toEqual([
      expect.stringMatching(/^<speech language="zh">预约请按一/),
      expect.stringMatching(/^<speech language="zh">请稍候/),
    ])
    expect(chinese.blocks).toEqual(['start', 'language', 'chinese', 'hours', 'menu', 'desk'])
  })

  test('that is closed offers the doctor on call', async () => {
    const flowId = await publish({ holidays: null })
    await open([])
    const { heard, blocks } = await ring(flowId, number, [
      { hears: '' },
      { presses: '1' },
      { hears: 'closed' },
      { presses: '1' },
      { hears: 'One moment' },
      { otherPhone: 'answered' },
      { hangsUp: true },
    ])
    expect(blocks).toEqual(['start', 'language', 'hours', 'closed', 'doctor'])
    expect(heard).toHaveLength(3)
  })

  const holiday = holidayNow()
  test.skipIf(holiday === null)('says that it is a holiday', async () => {
    const flowId = await publish(holiday ?? {})
    await open(always)
    const { heard, blocks } = await ring(flowId, number, [
      { hears: '' },
      { presses: '1' },
      { hears: 'closed' },
      { presses: '2' },
      { hears: 'leave your name' },
      { hangsUp: true },
    ])
    expect(blocks).toEqual(['start', 'language', 'hours', 'holiday', 'closed', 'message'])
    expect(heard.map(words)[1]).toBe('Today is a public holiday.')
  })

  test('in an emergency says so in place of everything', async () => {
    const flowId = await publish({ holidays: null })
    const emergency = { numberId: number.id, message: 'The clinic is flooded.', instead: true, until: null }
    await stack.api.numbers.setEmergency.mutate({ ...emergency, on: true })
    expect((await ring(flowId, number, [{ hears: 'flooded' }])).heard).toEqual(['The clinic is flooded.'])
    await stack.api.numbers.setEmergency.mutate({ ...emergency, instead: false, on: true })
    const before = await ring(flowId, number, [{ hears: 'flooded' }, { hears: 'Harbour Clinic' }, { hangsUp: true }])
    expect(before.heard.map(words).slice(0, 2)).toEqual([
      'The clinic is flooded.',
      'Harbour Clinic. For English, press 1. For Chinese, press 2.',
    ])
    await stack.api.numbers.setEmergency.mutate({ ...emergency, on: false })
    const after = await ring(flowId, number, [{ hears: 'Harbour Clinic' }, { hangsUp: true }])
    expect(after.heard).toHaveLength(1)
  })
})

test('a company directory of 10,000 extensions', async () => {
  const flowId = await publishTemplate(stack, number, 'extension-directory')
  const [table] = await stack.api.tables.list.query()
  const rows = Array.from({ length: 10_000 }, (_, at) => `${10_000 + at},Person ${at},+658${1_000_000 + at}`)
  const sent = await fetch(`${stack.server}/files/tables/${table?.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: ['extension,name,number', ...rows].join('\n'),
  })
  expect(await sent.json()).toMatchObject({ rowCount: 10_000 })
  for (const at of [0, 4_711, 9_999]) {
    const { heard } = await ring(flowId, number, [
      { hears: 'extension' },
      { presses: `${10_000 + at}#` },
      { hears: `Person ${at}` },
      { otherPhone: 'answered' },
      { hangsUp: true },
    ])
    expect(heard.at(-1)).toBe(`I try Person ${at}.`)
  }
})

test('a chain of fifty branches on one flow, each by its own name', async () => {
  const { api } = stack
  const numbers = await api.numbers.list.query()
  expect(numbers.map(({ e164 }) => e164)).toEqual(branches)
  const { id } = await api.flows.create.mutate({ name: 'Chain', from: 'branch-office' })
  const { revision } = await api.flows.get.query({ id })
  await api.flows.publish.mutate({ id, revision, numberIds: numbers.map((each) => each.id) })
  const settings = (at: number) => ({
    shop: `Bakery ${at}`,
    desk: `+6562220${String(at).padStart(3, '0')}`,
    opening: `Branch ${at} opens at nine.`,
  })
  for (const [at, { id: numberId }] of numbers.entries())
    await api.numbers.setSettings.mutate({ numberId, settings: settings(at) })

  for (const [at, own] of numbers.entries()) {
    const { heard } = await ring(id, own, [{ hears: 'Welcome' }, { presses: '2' }])
    expect(heard.slice(0, 2)).toEqual([
      `Welcome to Bakery ${at}. To speak to us, press 1. For our opening hours, press 2.`,
      `Branch ${at} opens at nine.`,
    ])
  }
})

/** What a marked text says. */
function words(text: string): string {
  return text.replace(/<[^>]*>/g, '')
}
