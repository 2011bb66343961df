/** The texts that say something: an empty value is the same as an absent one to the carrier. */
export function optionalTexts<K extends string>(texts: Record<K, string>): Partial<Record<K, string>> {
  const said: Partial<Record<K, string>> = {}
  for (const key in texts) if (texts[key] !== '') said[key] = texts[key]
  return said
}
