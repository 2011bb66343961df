/** See `hour` of a filter, which has let it through: an hour from 0 to 23, and a time zone. */
export function readHour(text: string): { hour: number; zone: string } {
  const at = text.indexOf('@')
  return { hour: Number(text.slice(0, at)), zone: text.slice(at + 1) }
}
