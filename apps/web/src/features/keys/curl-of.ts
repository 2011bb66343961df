export type CurlWish = {
  /** Empty where it is not known: then a variable of the shell stands for it. */
  key: string
  method: string
  path: string
  /** What is sent, and its type. */
  body?: { type: string; text: string } | undefined
}

/** A command for a terminal that asks this server's API. */
export function curlOf({ key, method, path, body }: CurlWish): string {
  const verb = method.toUpperCase()
  const said = body?.text.startsWith('@') ? `--data-binary ${body.text}` : `-d ${quoted(body?.text ?? '')}`
  return [
    `curl ${verb === 'GET' ? '' : `-X ${verb} `}${quoted(`${location.origin}${path}`)}`,
    `-H "Authorization: Bearer ${key || '$PATCHBAY_KEY'}"`,
    ...(body ? [`-H 'Content-Type: ${body.type}'`, said] : []),
  ].join(' \\\n  ')
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}
