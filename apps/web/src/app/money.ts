const amounts = new Map<string, Intl.NumberFormat>()

/** A decimal string in a currency, as people write it. */
export function money(currency: string, amount: string): string {
  const value = Number(amount)
  if (Number.isNaN(value) || !/^[A-Z]{3}$/.test(currency)) return `${currency} ${amount}`.trim()
  const format =
    amounts.get(currency) ?? new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'code' })
  amounts.set(currency, format)
  return format.format(value)
}
