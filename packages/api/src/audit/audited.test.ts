import { addNumber, addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { exportCalls } from '../calls/export-calls'
import type { Context } from '../context'
import { proceduresOf } from '../procedures'
import { appRouter } from '../router'
import { downloadTable } from '../tables/download-table'
import { createTable, replaceRows } from '../tables/import-table'
import { goodDocument, outgoingDocument, startTestApi, type TestApi } from '../testing'
import { accessCases, type Case, type Entry, type Stage } from './access-cases.testing'
import { exportEntries } from './export-entries'

let house: TestApi
let api: Awaited<ReturnType<TestApi['enter']>>['api']
let workspaceId: string
let context: Context

beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house.close())
beforeEach(async () => {
  house.carrier.forget()
  const here = await house.enter()
  workspaceId = here.workspaceId
  api = here.as('Mei')
  context = house.contextOf(workspaceId, 'Mei')
})

async function trail(): Promise<Entry[]> {
  const entries = await house.db.auditEntry.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })
  for (const { actorKind, actorName } of entries) expect([actorKind, actorName]).toEqual(['person', 'Mei'])
  return entries.map(({ action, subjectName, before, after }) => ({ action, subject: subjectName, before, after }))
}

async function drawn(document = goodDocument(), name = 'Front desk') {
  const { id } = await api.flows.create({ name })
  const { revision } = await api.flows.save({ id, revision: 1, document })
  return { id, revision }
}

async function published(numberIds: string[] = [], document = goodDocument()) {
  const { id, revision } = await drawn(document)
  return { id, revision, ...(await api.flows.publish({ id, revision, numberIds })) }
}

async function underWay() {
  const { versionId } = await published()
  const { token, e164 } = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(token, { session: workspaceId, call_state: 'ringing', from: '+6511111111', to: e164 })
  await house.engine.idle()
  const [call] = (await api.calls.list({})).calls
  return call?.id ?? ''
}

async function recorded() {
  const document = drawFlow({
    start: { block: 'answer', to: { next: 'say' } },
    say: { block: 'record', config: { message: 'Speak.' }, to: { next: 'bye' } },
    bye: { block: 'hangup' },
  })
  const { versionId } = await addVersion(house.pool, workspaceId, document)
  const { token, e164 } = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(token, { session: workspaceId, call_state: 'ringing', from: '+6511111111', to: e164 })
  await house.engine.idle()
  await house.finishBlock({ record_url: 'https://carrier.example/a.mp3' })
  await house.finishBlock({ call_state: 'ended' })
  await house.engine.idle()
  const [call] = (await api.calls.list({})).calls
  const { events } = await api.calls.get({ id: call?.id ?? '' })
  const told = events.find(({ event }) => JSON.stringify(event).includes('carrier.example'))
  return { callId: call?.id ?? '', seq: told?.seq ?? 0 }
}

/** Cases of another file, in the workspace of the moment. */
function onStage(cases: Record<string, (stage: Stage) => Promise<Case>>): Record<string, () => Promise<Case>> {
  const move = (id: string) => {
    workspaceId = id
  }
  return Object.fromEntries(
    Object.entries(cases).map(([name, prepare]) => [name, () => prepare({ house, api, workspaceId, move })]),
  )
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}
const table = (csv = 'ext,name\n12,Mei\n') =>
  createTable(context, { key: 'staff', name: 'Staff', column: null, keyKind: 'text' }, bytesOf(csv))

async function alerted() {
  const alert = await house.db.alert.create({
    data: { workspaceId, code: 'shed', subject: '', message: 'Turned away.' },
    select: { id: true },
  })
  return alert.id
}

const off = { on: false, message: '', instead: false, until: null }

/** What leaves a trace in the trail: done once, and what it writes last. Of the router by its path; of files by their use-case. */
const audited: Record<string, () => Promise<Case>> = {
  'flows.publish': async () => {
    const number = await addNumber(house.pool, workspaceId, null)
    const { id, revision } = await published([number.id])
    return {
      does: () => api.flows.publish({ id, revision, numberIds: [number.id], note: 'again' }),
      writes: [
        'flow.publish',
        {
          subject: 'Front desk',
          before: { version: 1, '+6531580000': { flow: 'Front desk', version: 1 } },
          after: { version: 2, '+6531580000': { flow: 'Front desk', version: 2 } },
        },
      ],
    }
  },
  'flows.archive': async () => {
    const { id } = await drawn()
    return { does: () => api.flows.archive({ id }), writes: ['flow.archive', { subject: 'Front desk' }] }
  },
  'flows.restore': async () => {
    const { id } = await drawn()
    await api.flows.archive({ id })
    return { does: () => api.flows.restore({ id }), writes: ['flow.restore', { subject: 'Front desk' }] }
  },
  'numbers.sync': async () => {
    const entries = [{ number: '+6531580009', forward_to: '', forward_sms_to: '', mode: 'voice' }]
    house.carrier.answerNext('number/get_active', { status: 'success_ok', entries_count: '1', entries })
    return { does: () => api.numbers.sync(), writes: ['number.add', { subject: '+6531580009' }] }
  },
  'numbers.assign': async () => {
    const number = await addNumber(house.pool, workspaceId, null)
    const first = await published([number.id])
    await api.flows.publish({ id: first.id, revision: first.revision, numberIds: [number.id] })
    return {
      does: () => api.numbers.assign({ numberId: number.id, versionId: first.versionId }),
      writes: ['number.assign', { subject: number.e164, before: { version: 2 }, after: { version: 1 } }],
    }
  },
  'numbers.rename': async () => {
    const { id: numberId } = await addNumber(house.pool, workspaceId, null)
    return {
      does: () => api.numbers.rename({ numberId, label: 'Shop' }),
      writes: ['number.change', { subject: '+6531580000', before: { label: '' }, after: { label: 'Shop' } }],
    }
  },
  'numbers.setBusyMessage': async () => {
    const { id: numberId } = await addNumber(house.pool, workspaceId, null)
    return {
      does: () => api.numbers.setBusyMessage({ numberId, message: 'Later.' }),
      writes: ['number.change', { before: { busyMessage: null }, after: { busyMessage: 'Later.' } }],
    }
  },
  'numbers.setKeeping': async () => {
    const { id: numberId } = await addNumber(house.pool, workspaceId, null)
    return {
      does: () => api.numbers.setKeeping({ numberId, calls: 7, recordings: null }),
      writes: ['number.change', { before: { keepDays: null }, after: { keepDays: 7 } }],
    }
  },
  'numbers.setSettings': async () => {
    const document = goodDocument()
    document.settings = { greeting: { type: 'text', label: 'Greeting', initial: 'Hello' } }
    const { id: numberId } = await addNumber(house.pool, workspaceId, null)
    await published([numberId], document)
    return {
      does: () => api.numbers.setSettings({ numberId, settings: { greeting: 'Good day' } }),
      writes: ['number.change', { before: { settings: {} }, after: { settings: { greeting: 'Good day' } } }],
    }
  },
  'numbers.setEmergency': async () => {
    const { id: numberId } = await addNumber(house.pool, workspaceId, null)
    return {
      does: () => api.numbers.setEmergency({ ...off, numberId, on: true, message: 'We are closed.' }),
      writes: [
        'number.emergency',
        {
          before: { emergencyOn: false, emergencyMessage: '' },
          after: { emergencyOn: true, emergencyMessage: 'We are closed.' },
        },
      ],
    }
  },
  'calls.place': async () => {
    const { id } = await published([], outgoingDocument())
    return {
      does: () => api.calls.place({ flowId: id, dest: '+6591234567' }),
      writes: ['call.place', { subject: 'Front desk', after: { version: 1 } }],
    }
  },
  'calls.hangUp': async () => {
    const id = await underWay()
    return { does: () => api.calls.hangUp({ id }), writes: ['call.hang-up', { subject: 'Front desk' }] }
  },
  'calls.deleteRecording': async () => {
    const spot = await recorded()
    return {
      does: () => api.calls.deleteRecording(spot),
      writes: ['call.delete-recording', { after: { step: spot.seq } }],
    }
  },
  'callers.forget': async () => {
    const number = '+6591234567'
    return {
      does: () => api.callers.forget({ number, confirm: number, after: null }),
      writes: ['caller.forget', { subject: '+65••••••67' }],
    }
  },
  'secrets.set': async () => ({
    does: () => api.secrets.set({ key: 'crm', value: 'hunter2' }),
    writes: ['secret.set', { subject: 'crm', before: { setAt: null } }],
  }),
  'secrets.remove': async () => {
    await api.secrets.set({ key: 'crm', value: 'hunter2' })
    return { does: () => api.secrets.remove({ key: 'crm' }), writes: ['secret.remove', { subject: 'crm' }] }
  },
  'tables.remove': async () => {
    const { id } = await table()
    return {
      does: () => api.tables.remove({ id }),
      writes: ['table.remove', { subject: 'Staff', before: { rows: 1 } }],
    }
  },
  'prompts.setText': async () => {
    const { id } = await api.prompts.create({ key: 'hello', name: 'Hello' })
    return {
      does: () => api.prompts.setText({ id, language: 'en', text: 'Hi.', gender: null }),
      writes: ['prompt.change', { subject: 'Hello', before: { en: null }, after: { en: { text: 'Hi.' } } }],
    }
  },
  'prompts.restoreTake': async () => {
    const { id } = await api.prompts.create({ key: 'hello', name: 'Hello' })
    const { takeId } = await api.prompts.setText({ id, language: 'en', text: 'Hi.', gender: null })
    await api.prompts.setText({ id, language: 'en', text: 'Yo.', gender: null })
    return {
      does: () => api.prompts.restoreTake({ takeId }),
      writes: ['prompt.change', { before: { en: { text: 'Yo.' } }, after: { en: { text: 'Hi.' } } }],
    }
  },
  'prompts.removeLanguage': async () => {
    const { id } = await api.prompts.create({ key: 'hello', name: 'Hello' })
    await api.prompts.setText({ id, language: 'en', text: 'Hi.', gender: null })
    return {
      does: () => api.prompts.removeLanguage({ id, language: 'en' }),
      writes: ['prompt.change', { before: { en: { text: 'Hi.' } }, after: { en: null } }],
    }
  },
  'prompts.remove': async () => {
    const { id } = await api.prompts.create({ key: 'hello', name: 'Hello' })
    return { does: () => api.prompts.remove({ id }), writes: ['prompt.remove', { subject: 'Hello' }] }
  },
  'alerts.updateSettings': async () => ({
    does: () =>
      api.alerts.updateSettings({
        emails: [],
        webhook: 'https://hooks.example.com/T0/secret?token=1',
        silent: [],
        balanceLimit: null,
      }),
    writes: ['alerts.change', { before: { webhook: '' }, after: { webhook: 'https://hooks.example.com/…' } }],
  }),
  'alerts.mute': async () => {
    const id = await alerted()
    return {
      does: () => api.alerts.mute({ id, all: true, lasts: 'until-on' }),
      writes: ['alerts.mute', { subject: 'shed', after: { all: true, until: null } }],
    }
  },
  'alerts.unmute': async () => {
    const id = await alerted()
    await api.alerts.mute({ id, all: true, lasts: 'until-on' })
    return { does: () => api.alerts.unmute({ id }), writes: ['alerts.unmute', { subject: 'shed' }] }
  },
  'numbers.setForwarding': async () => {
    const { id: numberId, e164 } = await addNumber(house.pool, workspaceId, null)
    house.carrier.numbers.set(e164, '')
    return { does: () => api.numbers.setForwarding({ numberId }), writes: ['number.forward', { subject: e164 }] }
  },
  'numbers.remove': async () => {
    const { id: numberId, e164 } = await addNumber(house.pool, workspaceId, null)
    return { does: () => api.numbers.remove({ numberId, anyway: true }), writes: ['number.remove', { subject: e164 }] }
  },
  'numbers.addAgain': async () => {
    const { id: numberId, e164 } = await addNumber(house.pool, workspaceId, null)
    await api.numbers.remove({ numberId, anyway: true })
    return { does: () => api.numbers.addAgain({ numberId }), writes: ['number.add', { subject: e164 }] }
  },
  ...onStage(accessCases),
  'file: a table': async () => ({
    does: () => table(),
    writes: ['table.import', { subject: 'Staff', after: { rows: 1 } }],
  }),
  'file: a table’s rows': async () => {
    const { id } = await table()
    const choice = { column: null, keyKind: 'text' } as const
    return {
      does: () => replaceRows(context, { id, ...choice }, bytesOf('ext,name\n12,Mei\n13,Jo\n')),
      writes: ['table.import', { before: { rows: 1 }, after: { rows: 2 } }],
    }
  },
  'file: a table taken away': async () => {
    const { id } = await table()
    return { does: () => downloadTable(context, id), writes: ['table.export', { subject: 'Staff' }] }
  },
  'file: the trail taken away': async () => ({
    does: () => exportEntries(context, { filter: { action: 'key.create' }, format: 'csv' }),
    writes: ['audit.export', { after: { format: 'csv', action: 'key.create' } }],
  }),
  'file: calls taken away': async () => {
    const id = await underWay()
    return {
      does: async () => {
        const { close } = await exportCalls(context, {
          filter: { caller: '+6511111111', direction: 'incoming' },
          format: 'csv',
        })
        await close()
        await api.calls.hangUp({ id }).catch(() => undefined)
      },
      writes: ['call.export', { after: { format: 'csv', calls: 1, direction: 'incoming', caller: '…' } }],
    }
  },
}

/** What leaves none, and why not. */
const unaudited: Record<string, string> = {
  'flows.create': 'a draft: nobody hears it before it is published',
  'flows.duplicate': 'a draft',
  'flows.import': 'drafts',
  'flows.save': 'a draft; its history says who',
  'flows.keep': 'a draft; its history says who',
  'flows.rename': 'a name',
  'flows.meet': 'who looks at it now',
  'flows.part': 'who looks at it now',
  'prompts.create': 'empty: nothing is heard of it',
  'prompts.rename': 'a name',
  'tables.rename': 'a name',
  'views.save': 'a way to look at the log',
  'views.change': 'a way to look at the log',
  'views.remove': 'a way to look at the log',
  'numbers.verifyForwarding': 'reads from the carrier, and changes nothing there',
  'carriers.check': 'reads from the carrier, and changes nothing there',
  'people.begin': 'leaves member.join; the first visit is tried where its code is known, in the server’s tests',
  'alerts.dismiss': 'off the list only: it comes back if it happens again',
  'alerts.test': 'messages to those whom the settings name, and in the list of messages',
}

test('every mutation leaves a trace in the trail, or it is said why not', () => {
  const mutations = proceduresOf(appRouter).flatMap(({ path, type }) => (type === 'mutation' ? path : []))
  const said = [...Object.keys(audited).filter((name) => !name.startsWith('file: ')), ...Object.keys(unaudited)]
  expect(said.toSorted()).toEqual(mutations.toSorted())
})

test.each(Object.entries(audited))('%s', async (_, prepare) => {
  const { does, writes } = await prepare()
  const before = (await trail()).length
  await does()
  const [action, entry] = writes
  expect((await trail()).slice(before).find((written) => written.action === action)).toMatchObject({ action, ...entry })
})

test('what changes nothing writes nothing', async () => {
  const { id: numberId } = await addNumber(house.pool, workspaceId, null)
  await api.numbers.rename({ numberId, label: '' })
  await api.numbers.assign({ numberId, versionId: null })
  await api.workspace.update({ keepDays: 90, mostCalls: 1_000 })
  await api.flows.restore({ id: (await drawn()).id })
  expect(await trail()).toEqual([])
})

test('what is refused writes nothing, and nothing is done where it can’t be written down', async () => {
  const number = await addNumber(house.pool, workspaceId, null)
  const { id, revision } = await drawn()
  await expect(api.flows.publish({ id, revision: revision + 1, numberIds: [] })).rejects.toThrow()
  await expect(api.numbers.rename({ numberId: id, label: 'Shop' })).rejects.toThrow('no such number')
  expect(await trail()).toEqual([])
  await house.pool.query('REVOKE INSERT ON audit_entry FROM patchbay_member')
  try {
    await expect(api.flows.publish({ id, revision, numberIds: [number.id] })).rejects.toThrow()
    await expect(api.numbers.rename({ numberId: number.id, label: 'Shop' })).rejects.toThrow()
    await expect(api.secrets.set({ key: 'crm', value: 'hunter2' })).rejects.toThrow()
  } finally {
    await house.pool.query('GRANT INSERT ON audit_entry TO patchbay_member')
  }
  expect((await api.numbers.list())[0]).toMatchObject({ label: '', version: null })
  expect(await api.secrets.list()).toEqual([])
})

test('no secret and no caller’s number stands in any of what was written here', async () => {
  const { rows } = await house.pool.query('SELECT * FROM audit_entry')
  expect(rows.length).toBeGreaterThan(Object.keys(audited).length)
  const all = JSON.stringify(rows)
  for (const private_ of ['hunter2', 'hush-hush', 'Correct horse', '91234567', '11111111', 'token=1'])
    expect(all).not.toContain(private_)
})
