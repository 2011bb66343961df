import type { z } from 'zod'
import { auditFilterInput } from '../audit/audit-filter'
import { callFilterInput } from '../calls/call-filter'
import { exportFormatInput } from '../calls/export-calls'
import type { Ability } from '../roles'
import type { Imported } from '../tables/import-table'
import type { TablePreview } from '../tables/preview-table'
import { createTableInput, keyChoiceInput } from '../tables/table-inputs'

export type FileOperation = {
  method: 'get' | 'post' | 'put'
  /** With its parameters in braces. */
  path: string
  ability: Ability
  summary: string
  /** What stands in the query. */
  query?: z.ZodObject
  /** The types of the body that it takes. */
  takes?: readonly string[]
  /** The types of the file that it answers; without, it answers JSON, as `FileAnswers` says. */
  gives?: readonly string[]
}

const sounds = ['audio/mpeg', 'audio/wav'] as const

/** What comes and goes as files, beside the procedures. A test holds it against the server's routes and what they ask for. */
export const fileOperations = {
  previewTable: {
    method: 'post',
    path: '/files/tables/preview',
    ability: 'draw',
    summary: 'Shows what would be a CSV file’s columns and first rows. Nothing is kept.',
    takes: ['text/csv'],
  },
  createTable: {
    method: 'post',
    path: '/files/tables',
    ability: 'draw',
    summary: 'Makes a table of a CSV file.',
    query: createTableInput,
    takes: ['text/csv'],
  },
  replaceTable: {
    method: 'put',
    path: '/files/tables/{id}',
    ability: 'draw',
    summary: 'Replaces all rows of a table by those of a CSV file, in one moment.',
    query: keyChoiceInput,
    takes: ['text/csv'],
  },
  downloadTable: {
    method: 'get',
    path: '/files/tables/{id}',
    ability: 'callers',
    summary: 'A table as a CSV file.',
    gives: ['text/csv'],
  },
  exportCalls: {
    method: 'get',
    path: '/files/calls',
    ability: 'callers',
    summary: 'The log as a file, the newest call first. `x-patchbay-calls` says how many there will be.',
    query: callFilterInput.extend({ format: exportFormatInput }),
    gives: ['text/csv', 'application/json'],
  },
  exportAudit: {
    method: 'get',
    path: '/files/audit',
    ability: 'manage',
    summary: 'The audit trail as a file, the newest entry first. That it was taken away stands in it, too.',
    query: auditFilterInput.extend({ format: exportFormatInput }),
    gives: ['text/csv', 'application/json'],
  },
  recordPrompt: {
    method: 'post',
    path: '/files/prompts/{id}/{language}',
    ability: 'draw',
    summary: 'Has a recording heard as a prompt in a language: MP3 or WAV of at most 10 MB.',
    takes: [...sounds, 'application/octet-stream'],
  },
  recording: {
    method: 'get',
    path: '/files/recordings/{callId}/{seq}',
    ability: 'callers',
    summary: 'The recording that a step of a call left, handed on from the carrier.',
    gives: sounds,
  },
} as const satisfies Record<string, FileOperation>

/** What those answer that answer in JSON. */
export type FileAnswers = {
  previewTable: TablePreview
  createTable: Imported
  replaceTable: Imported
  recordPrompt: { takeId: string; milliseconds: number }
}
