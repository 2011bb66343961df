/** The id of the palette's search field, for the key that jumps to it. */
export const paletteSearchId = 'palette-search'
