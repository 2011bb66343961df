/** The value of a field of a form-encoded body, still encoded; empty if it is not there. */
export function field(body: string, name: string): string {
  const mark = `${name}=`
  let at = body.indexOf(mark)
  while (at > 0 && body.charCodeAt(at - 1) !== ampersand) at = body.indexOf(mark, at + 1)
  if (at < 0) return ''
  const from = at + mark.length
  const to = body.indexOf('&', from)
  return to < 0 ? body.slice(from) : body.slice(from, to)
}

const ampersand = 38
