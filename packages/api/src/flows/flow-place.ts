import type { Place } from './where-used'

/** Where documents name other flows: in the settings of a Go to flow block. */
export const flowPlace: Place = { path: '$.nodes.* ? (@.block == "go-to-flow").config.flow', keysIn: (id) => [id] }
