import type { Place } from '../flows/where-used'

/** Where documents name a table: in the settings of a Look up block. */
export const tablePlace: Place = { path: '$.nodes.* ? (@.block == "lookup").config.table', keysIn: (key) => [key] }
