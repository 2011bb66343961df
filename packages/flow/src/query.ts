/**
 * What a block may ask of the world outside while it is walked: cheap, read-only, and answered beside the event, so that
 * a call that is walked again gets the same answers.
 * - `row`: a table's row by its key → its columns by name, all text, or null
 * - `holiday`: the public holiday of a country (ISO 3166-1) or its region on a day (`YYYY-MM-DD`) → its name, or null
 * - `flow`: the version of a flow to walk, newest where `version` is null → its id as `{ versionId }`, or null
 * - `prompt`: a prompt in a language → what the carrier is to speak or play (`<speech>` and `<url>` marks), or null
 */
export type Query =
  | { type: 'row'; table: string; key: string }
  | { type: 'holiday'; country: string; region: string | null; date: string }
  | { type: 'flow'; flow: string; version: number | null }
  | { type: 'prompt'; key: string; language: string }

/** The name under which the answer to a query stands beside an event. */
export function factKey(query: Query): string {
  switch (query.type) {
    case 'row':
      return JSON.stringify(['row', query.table, query.key])
    case 'holiday':
      return JSON.stringify(['holiday', query.country, query.region, query.date])
    case 'flow':
      return JSON.stringify(['flow', query.flow, query.version])
    case 'prompt':
      return JSON.stringify(['prompt', query.key, query.language])
  }
}
