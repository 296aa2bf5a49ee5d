/** An exact number: a fraction of whole numbers, shortened, its denominator above zero. */
export interface Rational { readonly top: bigint; readonly bottom: bigint }

/** A result may have so many digits; more would fill a context with one number. */
const mostDigits = 400

/** A fraction, shortened. @param bottom not zero */
export function rational(top: bigint, bottom: bigint): Rational {
  const shared = gcd(top < 0n ? -top : top, bottom < 0n ? -bottom : bottom)
  const sign = bottom < 0n ? -1n : 1n
  return { top: sign * top / shared, bottom: sign * bottom / shared }
}

/** Reads plain digits with a point: "3.50". */
export function rationalOf(plain: string): Rational {
  const [whole = '0', part = ''] = plain.split('.')
  return rational(BigInt(`${whole === '' ? '0' : whole}${part}`), 10n ** BigInt(part.length))
}

/** The four operations, exact. */
export const add = (a: Rational, b: Rational): Rational => rational(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom)
export const negate = (a: Rational): Rational => ({ top: -a.top, bottom: a.bottom })
export const multiply = (a: Rational, b: Rational): Rational => rational(a.top * b.top, a.bottom * b.bottom)
/** Null where it is divided by zero. */
export const divide = (a: Rational, b: Rational): Rational | null => b.top === 0n ? null : rational(a.top * b.bottom, a.bottom * b.top)

/** A whole power; null for any other, for zero to the power of zero or less, and where the result would be too long to be of use. */
export function power(base: Rational, exponent: Rational): Rational | null {
  if (exponent.bottom !== 1n || (base.top === 0n && exponent.top <= 0n)) return null
  const times = exponent.top < 0n ? -exponent.top : exponent.top
  const digits = Math.max(`${base.top}`.length, `${base.bottom}`.length)
  if (times > 10_000n || (digits > 1 || (base.top !== 1n && base.top !== -1n)) && Number(times) * digits > mostDigits * 4) return null
  const raised = { top: base.top ** times, bottom: base.bottom ** times }
  return exponent.top < 0n ? rational(raised.bottom, raised.top) : rational(raised.top, raised.bottom)
}

/** True where a number would fill a context by itself. */
export function isTooLong({ top, bottom }: Rational): boolean {
  return `${top}`.length > mostDigits || `${bottom}`.length > mostDigits
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a === 0n ? 1n : a
}
