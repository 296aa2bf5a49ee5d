type Bounds = { min: number; max: number }

/** Reads a whole number with or without spaces between thousands; null where it is none or outside of what is allowed. */
export function readWhole(text: string, { min, max }: Bounds): number | null {
  const digits = text.replaceAll(/[\s\u202f\u00a0']/g, '')
  if (!/^\d{1,12}$/.test(digits)) return null
  const number = Number(digits)
  return number >= min && number <= max ? number : null
}

/** Reads a number with at most three decimals behind a point or a comma; null where it is none or outside of what is allowed. */
export function readDecimal(text: string, { min, max }: Bounds): number | null {
  if (!/^\s*\d{1,6}(?:[.,]\d{1,3})?\s*$/.test(text)) return null
  const number = Number(text.trim().replace(',', '.'))
  return number >= min && number <= max ? number : null
}
