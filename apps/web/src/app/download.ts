/** Hands a file to the browser, which keeps it where it keeps downloads. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Browsers take the content after the click, some of them a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** A name that any system takes for a file: “Front desk (night)” becomes “front-desk-night”. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
  return [...plain].slice(0, 60).join('').replace(/^-|-$/g, '') || 'flow'
}
