// Before the first paint, so that a dark page never flashes light. The same rule as src/app/theme.ts.
try {
  const kept = localStorage.getItem('patchbay-theme')
  const dark = kept ? kept === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
} catch {
  document.documentElement.dataset.theme = 'light'
}
