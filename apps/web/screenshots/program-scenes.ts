import type { Page } from '@playwright/test'
import type { Scene } from './scenes'

const dialog = (page: Page) => page.getByRole('dialog').waitFor()

/** What is there for programs: keys, the API's reference, the key of webhooks; and the audit trail. */
export const programScenes: readonly Scene[] = [
  {
    name: 'keys-new',
    path: () => '/settings/keys',
    act: async (page) => {
      await page.getByRole('button', { name: 'New key' }).click()
      await dialog(page)
    },
  },
  {
    name: 'keys-made',
    path: () => '/settings/keys',
    act: async (page) => {
      await page.getByRole('button', { name: 'New key' }).click()
      await page.getByRole('dialog').getByLabel('Name').fill('Website')
      await page.getByRole('checkbox', { name: 'Draw and publish' }).check()
      await page.getByRole('button', { name: 'Make the key' }).click()
      await page.getByRole('heading', { name: 'Keep this key now' }).waitFor()
    },
  },
  {
    name: 'keys',
    path: () => '/settings/keys',
    act: async (page) => {
      const data = { name: 'Till', scopes: ['look', 'run'], expiresInDays: 5 }
      await page.request.post('/trpc/keys.create', { data })
      await page.reload()
      await page.getByRole('list', { name: 'API keys' }).waitFor()
    },
  },
  {
    name: 'audit',
    path: () => '/settings/audit',
    act: async (page) => {
      await page.getByRole('list', { name: 'Entries' }).waitFor()
    },
  },
  {
    name: 'settings-webhook-key',
    path: () => '/settings/secrets',
    act: async (page) => {
      await page.getByRole('button', { name: 'Change the key of webhooks' }).click()
      await dialog(page)
    },
  },
  {
    name: 'audit-empty',
    path: () => '/settings/audit?who=nobody&from=2020-01-01',
    act: async (page) => {
      await page.getByText('Nothing of that kind was done.').waitFor()
    },
  },
  {
    name: 'api',
    path: () => '/api',
    act: async (page) => {
      await page.getByRole('heading', { name: 'flows', exact: true }).waitFor()
    },
  },
  {
    name: 'api-operation',
    path: () => '/api?operation=calls.list',
    act: async (page) => {
      await page.getByRole('searchbox', { name: 'Search the operations' }).fill('calls')
      await page.getByRole('button', { name: 'Fields of CallPage' }).click()
    },
  },
]
