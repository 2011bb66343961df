/** Where a text stops being JSON. Lines and columns count from 1; `found` is empty at the end of the text. */
export type JsonFault = { line: number; column: number; found: string; expected: string }

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' | 'nothing'

const wordEnd = /[^A-Za-z0-9+\-.]/g
const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const escaped = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/
/** No number that anybody writes is longer, and a pattern is not to be tried on more. */
const longestWord = 400

/**
 * Finds the first place where a text is no JSON, the same in every browser: their own parsers say it each in another way,
 * or not at all. One pass, without recursion. Null where no fault is found.
 */
export function findJsonFault(text: string): JsonFault | null {
  const open: Array<'{' | '['> = []
  let wanted: Wanted = 'value'
  let at = 0
  const faultAt = (place: number): JsonFault => ({
    ...lineAndColumn(text, place),
    found: [...text.slice(place, place + 2)][0] ?? '',
    expected: expectation(wanted, open.at(-1)),
  })
  for (;;) {
    at = skipSpace(text, at)
    const char = text[at]
    if (char === undefined) return wanted === 'nothing' ? null : faultAt(at)
    const closes = open.at(-1) === '{' ? '}' : ']'
    const mayClose = wanted === ', or end' || wanted === (closes === '}' ? 'key or }' : 'value or ]')
    if (char === closes && mayClose && open.length > 0) {
      open.pop()
      wanted = open.length > 0 ? ', or end' : 'nothing'
      at++
    } else if (wanted === ', or end' && char === ',') {
      wanted = closes === '}' ? 'key' : 'value'
      at++
    } else if (wanted === ':' && char === ':') {
      wanted = 'value'
      at++
    } else if (wanted === 'key' || wanted === 'key or }') {
      const end = char === '"' ? endOfString(text, at) : { fault: at }
      if ('fault' in end) return faultAt(end.fault)
      wanted = ':'
      at = end.after
    } else if (wanted === 'value' || wanted === 'value or ]') {
      if (char === '{' || char === '[') {
        open.push(char)
        wanted = char === '{' ? 'key or }' : 'value or ]'
        at++
        continue
      }
      const end = char === '"' ? endOfString(text, at) : endOfWord(text, at)
      if ('fault' in end) return faultAt(end.fault)
      wanted = open.length > 0 ? ', or end' : 'nothing'
      at = end.after
    } else return faultAt(at)
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++
  return at
}

type End = { after: number } | { fault: number }

function endOfString(text: string, from: number): End {
  let at = from + 1
  for (;;) {
    const char = text[at]
    if (char === '"') return { after: at + 1 }
    if (char === undefined || char < ' ') return { fault: at }
    const sign = char === '\\' ? escaped.exec(text.slice(at + 1, at + 6)) : null
    if (char === '\\' && !sign) return { fault: at }
    at += 1 + (sign?.[0].length ?? 0)
  }
}

function endOfWord(text: string, from: number): End {
  wordEnd.lastIndex = from
  const after = wordEnd.exec(text)?.index ?? text.length
  if (after - from <= longestWord && !word.test(text.slice(from, after))) return { fault: from }
  return { after }
}

function expectation(wanted: Wanted, open: '{' | '[' | undefined): string {
  switch (wanted) {
    case 'value':
      return 'a value'
    case 'value or ]':
      return 'a value or “]”'
    case 'key':
      return 'a name in quotation marks'
    case 'key or }':
      return 'a name in quotation marks or “}”'
    case ':':
      return '“:”'
    case ', or end':
      return open === '{' ? '“,” or “}”' : '“,” or “]”'
    case 'nothing':
      return 'the end'
  }
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', start)) {
    line++
    start = next + 1
  }
  return { line, column: at - start + 1 }
}
