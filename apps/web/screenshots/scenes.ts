import type { Page } from '@playwright/test'
import { z } from 'zod'
import { programScenes } from './program-scenes'
import { trafficScenes } from './traffic-scenes'

/** Where things are that a scene looks at. */
export type Places = {
  frontDesk: string
  empty: string
  unfinished: string
  clinic: string
  parcels: string
  survey: string
  call: string
  table: string
  prompt: string
}

export type Scene = { name: string; path: (places: Places) => string; act?: (page: Page) => Promise<void> }

const dialog = (page: Page) => page.getByRole('dialog').waitFor()
const editorReady = async (page: Page) => {
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForTimeout(700)
}
const command = async (page: Page, words: string) => {
  await editorReady(page)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

/** Eight callers at the front desk, of whom some have pressed a key. */
const callersCome = async (page: Page) => {
  const control = async (path: string, data: Record<string, string>) =>
    (await page.request.post(new URL(`/simulator/control/${path}`, page.url()).href, { data })).json()
  const before = await (await page.request.get(new URL('/simulator/control/calls', page.url()).href)).json()
  for (const { session, state } of before)
    if (state !== 'ended') await control(`calls/${session}/hangup`, { party: 'caller' })
  for (let caller = 0; caller < 8; caller++) {
    const { session } = await control('calls', { from: `+659123450${caller}`, to: '+6531580000' })
    await page.waitForTimeout(250)
    const digits = ['1', '', '4', '', '2', '4', '', '1'][caller]
    if (digits) await control(`calls/${session}/keys`, { digits })
  }
}
const ringSome = async (page: Page) => {
  await callersCome(page)
  await page.getByRole('button', { name: '+65 9123 4507', exact: true }).waitFor()
  await page.waitForTimeout(1_000)
}

const callReady = async (page: Page) => {
  await page.getByRole('list', { name: 'Steps' }).getByRole('listitem').first().waitFor()
  await page.waitForTimeout(900)
}
/** A call on the whole page; on a phone, its flow in the steps' stead. */
const wide = async (page: Page) => {
  const tab = page.getByRole('tab', { name: 'On the flow' })
  await tab
    .or(page.getByRole('button', { name: 'On the whole page' }))
    .first()
    .click()
  await page.getByRole('button', { name: 'One step on' }).click()
  await page.waitForTimeout(900)
}

const listed = z.object({ result: z.object({ data: z.array(z.object({ id: z.string() })) }) })
const alertsNow = async (page: Page) =>
  listed.parse(await (await page.request.get('/trpc/alerts.list')).json()).result.data

/** Rings more often than is allowed at once, until there is an alert of it. */
async function turnAway(page: Page): Promise<void> {
  const allow = (mostCalls: number) =>
    page.request.post('/trpc/workspace.update', { data: { keepDays: 90, mostCalls } })
  await allow(1)
  while ((await alertsNow(page)).length === 0) {
    await page.request.post('/simulator/control/calls', { data: { from: '+6591110000', to: '+6531580000' } })
    await page.waitForTimeout(1_200)
  }
  await allow(1_000)
  await page.reload()
}

async function dismissAll(page: Page): Promise<void> {
  for (const { id } of await alertsNow(page)) await page.request.post('/trpc/alerts.dismiss', { data: { id } })
  await page.reload()
}

/** Every page, its dialogs and its empty states. What a phone's screen does not have is left out there. */
export const scenes: readonly Scene[] = [
  { name: 'flows', path: () => '/flows' },
  {
    name: 'flows-new',
    path: () => '/flows',
    act: async (page) => {
      await page.getByRole('button', { name: 'New flow' }).first().click()
      await dialog(page)
      await page.getByRole('radio').nth(2).check()
    },
  },
  {
    name: 'flows-archived-empty',
    path: () => '/flows',
    act: async (page) => {
      await page.getByRole('button', { name: 'Archived' }).click()
      await page.getByText('Nothing is archived').waitFor()
    },
  },
  { name: 'editor', path: ({ frontDesk }) => frontDesk, act: editorReady },
  { name: 'editor-empty', path: ({ empty }) => empty, act: editorReady },
  {
    name: 'editor-settings',
    path: ({ frontDesk }) => frontDesk,
    act: (page) => command(page, 'Main menu'),
  },
  {
    name: 'editor-problems',
    path: ({ unfinished }) => unfinished,
    act: async (page) => {
      await editorReady(page)
      await page
        .getByRole('button', { name: /problem/ })
        .first()
        .click()
    },
  },
  {
    name: 'editor-outline',
    path: ({ frontDesk }) => frontDesk,
    act: async (page) => {
      await editorReady(page)
      await page.keyboard.press('o')
      await page.getByRole('tree').waitFor()
    },
  },
  {
    name: 'editor-commands',
    path: ({ frontDesk }) => frontDesk,
    act: async (page) => {
      await editorReady(page)
      await page.keyboard.press('ControlOrMeta+k')
      await page.keyboard.type('sales')
    },
  },
  { name: 'editor-keys', path: ({ frontDesk }) => frontDesk, act: (page) => command(page, 'All keys') },
  {
    name: 'editor-publish',
    path: ({ frontDesk }) => frontDesk,
    act: async (page) => {
      await editorReady(page)
      await page.getByRole('button', { name: 'Publish…' }).click()
      await dialog(page)
      await page.waitForTimeout(400)
    },
  },
  {
    name: 'editor-history',
    path: ({ frontDesk }) => `${frontDesk}/history`,
    act: async (page) => {
      await page.getByRole('list', { name: 'Versions and drafts' }).waitFor()
      await page.waitForTimeout(700)
    },
  },
  { name: 'editor-hours', path: ({ clinic }) => clinic, act: (page) => command(page, 'Is it open?') },
  { name: 'editor-menu', path: ({ clinic }) => clinic, act: (page) => command(page, 'Main menu') },
  { name: 'editor-call-list', path: ({ clinic }) => clinic, act: (page) => command(page, 'Ring the desk') },
  { name: 'editor-voicemail', path: ({ clinic }) => clinic, act: (page) => command(page, 'Take a message') },
  { name: 'editor-request', path: ({ parcels }) => parcels, act: (page) => command(page, 'Where is it?') },
  { name: 'editor-branch', path: ({ survey }) => survey, act: (page) => command(page, 'Answers to send?') },
  { name: 'numbers', path: () => '/numbers' },
  {
    name: 'number-settings',
    path: () => '/numbers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Settings for this number' }).first().click()
      await dialog(page)
    },
  },
  { name: 'emergency', path: () => '/emergency' },
  { name: 'tables', path: () => '/tables' },
  { name: 'table', path: ({ table }) => table },
  {
    name: 'tables-import',
    path: () => '/tables',
    act: async (page) => {
      const buffer = Buffer.from('phone,name,extension\n+65 3158 0012,Mei Tan,12\n+65 3158 0013,Jo Lim,13\n')
      await page
        .getByLabel('CSV file of a new table')
        .setInputFiles({ name: 'regular-callers.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('dialog').getByRole('button', { name: 'Import' }).waitFor()
    },
  },
  { name: 'prompts', path: () => '/prompts' },
  { name: 'prompt', path: ({ prompt }) => prompt },
  {
    name: 'prompt-history',
    path: ({ prompt }) => prompt,
    act: async (page) => {
      await page
        .getByRole('button', { name: /More about Chinese/ })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'History…' }).click()
      await dialog(page)
    },
  },
  {
    name: 'prompt-record',
    path: ({ prompt }) => prompt,
    act: async (page) => {
      await page.getByRole('button', { name: 'Record…' }).first().click()
      await dialog(page)
    },
  },
  { name: 'calls', path: () => '/calls' },
  {
    name: 'calls-filters',
    path: () => '/calls?from=-P7D&outcome=caller-hung-up&caller=%2B65',
    act: async (page) => {
      await page.getByRole('button', { name: 'Filters' }).click()
      await dialog(page)
    },
  },
  {
    name: 'calls-views',
    path: () => '/calls?outcome=caller-hung-up',
    act: async (page) => {
      await page.getByRole('button', { name: 'Views' }).click()
      await dialog(page)
    },
  },
  {
    name: 'calls-behind-a-bar',
    path: ({ frontDesk }) =>
      `/calls?from=2026-01-01T00:00:00Z&chose=${frontDesk.split('/').at(-1)}:menu:1&hour=9@Asia/Singapore&transfer=busy&min=4&max=90`,
  },
  { name: 'calls-none', path: () => '/calls?tag=gold%20card&key=9' },
  {
    name: 'calls-now',
    path: () => '/calls/now',
    act: async (page) => {
      await ringSome(page)
      await page.getByRole('button', { name: '+65 9123 4505', exact: true }).click()
      await page.getByRole('region', { name: 'The call that is followed' }).waitFor()
      await page.waitForTimeout(1_500)
    },
  },
  {
    name: 'calls-now-hang-up',
    path: () => '/calls/now',
    act: async (page) => {
      await ringSome(page)
      await page
        .getByRole('button', { name: /^Hang up/ })
        .first()
        .click()
      await dialog(page)
    },
  },
  ...trafficScenes,
  { name: 'call', path: ({ call }) => call, act: callReady },
  {
    name: 'call-beside-its-flow',
    path: ({ call }) => `${call}?at=3`,
    act: async (page) => {
      await callReady(page)
      await wide(page)
    },
  },
  {
    name: 'call-make-test',
    path: ({ call }) => call,
    act: async (page) => {
      await callReady(page)
      await page.getByRole('button', { name: 'More' }).click()
      await page.getByRole('menuitem', { name: 'Make this a test…' }).click()
      await dialog(page)
    },
  },
  {
    name: 'call-delete-recording',
    path: ({ call }) => call,
    act: async (page) => {
      await callReady(page)
      await page.getByRole('button', { name: 'Delete the recording…' }).click()
      await dialog(page)
    },
  },
  { name: 'phone', path: () => '/phone' },
  { name: 'settings', path: () => '/settings' },
  { name: 'settings-carriers', path: () => '/settings/carriers' },
  {
    name: 'carrier-account',
    path: () => '/settings/carriers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Add a carrier account' }).click()
      await dialog(page)
    },
  },
  {
    name: 'number-removal',
    path: () => '/numbers',
    act: async (page) => {
      await page.getByRole('button', { name: 'Remove number' }).first().click()
      await dialog(page)
    },
  },
  { name: 'settings-alerts', path: () => '/settings/alerts' },
  { name: 'settings-secrets', path: () => '/settings/secrets' },
  { name: 'account-local', path: () => '/account' },
  {
    name: 'settings-caller',
    path: () => '/settings/privacy',
    act: async (page) => {
      await page.getByRole('button', { name: 'Find…' }).click()
      await page.getByRole('dialog').getByLabel('Number').fill('+65 9123 4567')
      await page.keyboard.press('Enter')
      await page.getByText('What would be removed').waitFor()
    },
  },
  ...programScenes,
  {
    name: 'editor-private',
    path: ({ frontDesk }) => frontDesk,
    act: async (page) => {
      await command(page, 'Main menu')
      const switcher = page.getByRole('switch', { name: 'Private' })
      await switcher.setChecked(true)
      await switcher.scrollIntoViewIfNeeded()
    },
  },
  {
    name: 'alerts',
    path: () => '/calls',
    act: async (page) => {
      await turnAway(page)
      await page.getByRole('button', { name: /alert/i }).first().click()
      await dialog(page)
      await page.getByRole('button', { name: /^Mute/ }).first().click()
    },
  },
  {
    name: 'alerts-empty',
    path: () => '/calls',
    act: async (page) => {
      await dismissAll(page)
      await page.getByRole('button', { name: /alert/i }).first().click()
      await dialog(page)
    },
  },
  {
    name: 'editor-calls',
    path: ({ frontDesk }) => frontDesk,
    act: async (page) => {
      await editorReady(page)
      await callersCome(page)
      // On a phone's screen the canvas is shown if one wants it.
      const picture = page.getByRole('button', { name: 'Picture' })
      if (await picture.isVisible()) await picture.click()
      await page.getByRole('button', { name: 'Show calls' }).click()
      await page.locator('[data-dot]').first().waitFor()
      await page.getByTitle('Calls that reached it in the last 7 days').first().waitFor()
      await page.waitForTimeout(1_200)
    },
  },
  { name: 'nothing-here', path: () => '/nothing-here' },
]
