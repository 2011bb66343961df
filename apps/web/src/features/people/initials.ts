/** “Mei Tan” → “MT”; empty where there is no letter. */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')].find((each) => /\p{L}|\p{N}/u.test(each)) ?? '',
  )
  return letters.join('').toUpperCase()
}
