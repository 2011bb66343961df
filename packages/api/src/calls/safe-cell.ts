/** Where a spreadsheet would take a text for a formula. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/
/** A phone number in E.164, and a number: nothing that could be carried out. */
const harmless = /^[+-]?\d+(\.\d+)?$/

/**
 * A text as a cell of a CSV file that no spreadsheet takes for a formula: an apostrophe stands before what would be one. Phone
 * numbers stay as they are, so that programs can read them: a plus and digits compute nothing.
 */
export function safeCell(text: string): string {
  return formula.test(text) && !harmless.test(text) ? `'${text}` : text
}
