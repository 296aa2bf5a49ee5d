import type { Rational } from './rational.ts'

/** Which sign stands before the decimals: "2,340.5" or "2.340,5". */
export type NumberForm = 'point' | 'comma'

const space = '[ \\u00a0\\u202f]'
const forms: Readonly<Record<NumberForm, RegExp>> = {
  point: new RegExp(`^(?:\\d{1,3}(?:(?:,\\d{3})+|(?:${space}\\d{3})+|(?:['’]\\d{3})+)|\\d+)(?:\\.\\d+)?$|^\\.\\d+$`, 'u'),
  comma: new RegExp(`^(?:\\d{1,3}(?:(?:\\.\\d{3})+|(?:${space}\\d{3})+|(?:['’]\\d{3})+)|\\d+)(?:,\\d+)?$`, 'u'),
}

/** Digits with a point of a number as it is written; null where it is no number of this form. */
export function plainNumber(written: string, form: NumberForm): string | null {
  if (!forms[form].test(written)) return null
  const ungrouped = written.replaceAll(/[ \u00a0\u202f'’]/gu, '')
  return form === 'point' ? ungrouped.replaceAll(',', '') : ungrouped.replaceAll('.', '').replace(',', '.')
}

const shownDecimals = 10

/** A result as people of this form write it. What does not end is given as a fraction, with its rounding named as such. */
export function writeNumber(value: Rational, form: NumberForm): string {
  const { top, bottom } = value
  const ends = decimalsOf(bottom)
  if (ends !== null) return place(value, ends, form)
  return `${top}/${bottom}, about ${place(rounded(value), shownDecimals, form)}`
}

/** How many decimals a fraction has; null where they never end or are more than anybody reads. */
function decimalsOf(bottom: bigint): number | null {
  let [twos, fives, rest] = [0, 0, bottom]
  while (rest % 2n === 0n) { rest /= 2n; twos++ }
  while (rest % 5n === 0n) { rest /= 5n; fives++ }
  const decimals = Math.max(twos, fives)
  return rest === 1n && decimals <= 40 ? decimals : null
}

function rounded({ top, bottom }: Rational): Rational {
  const scale = 10n ** BigInt(shownDecimals)
  const size = (top < 0n ? -top : top) * scale
  const whole = (size * 2n + bottom) / (bottom * 2n)
  return { top: top < 0n ? -whole : whole, bottom: scale }
}

function place({ top, bottom }: Rational, decimals: number, form: NumberForm): string {
  const scaled = top * 10n ** BigInt(decimals) / bottom
  const digits = `${scaled < 0n ? -scaled : scaled}`.padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replaceAll(/\B(?=(?:\d{3})+$)/gu, form === 'point' ? ',' : '.')
  const part = digits.slice(digits.length - decimals).replace(/0+$/u, '')
  return `${scaled < 0n ? '-' : ''}${whole}${part === '' ? '' : `${form === 'point' ? '.' : ','}${part}`}`
}
