/** Issuer ranges of payment cards with the lengths that each uses (ISO/IEC 7812 and the issuers' own pages). */
const issuers: ReadonlyArray<{ readonly starts: RegExp; readonly lengths: readonly number[] }> = [
  { starts: /^4/, lengths: [13, 16, 19] },
  { starts: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { starts: /^3[47]/, lengths: [15] },
  { starts: /^3(?:0[0-5]|[689])/, lengths: [14, 16] },
  { starts: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] },
  { starts: /^(?:2131|1800)/, lengths: [15] },
  { starts: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { starts: /^62/, lengths: [16, 17, 18, 19] },
  { starts: /^(?:50|5[6-8]|6[37])/, lengths: [16, 18, 19] },
]

/** True for digits (spaces and dashes between them are fine) with an issuer's prefix, its length and a right Luhn digit. */
export function isCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '')
  if (new Set(digits).size < 2) return false
  if (!issuers.some((issuer) => issuer.starts.test(digits) && issuer.lengths.includes(digits.length))) return false
  let sum = 0
  for (let i = digits.length - 1, twice = false; i >= 0; i--, twice = !twice) {
    const digit = digits.charCodeAt(i) - 48
    sum += twice ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit
  }
  return sum % 10 === 0
}

/** Lengths per country from the IBAN registry; a country that is not here is judged by the checksum alone. */
const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24,
  DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28,
  HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20,
  LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29,
  RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19, SK: 24, SM: 27, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20,
}

/** True for a bank account number whose length fits its country and whose ISO 7064 mod 97-10 remainder is 1. */
export function isIban(text: string): boolean {
  const plain = text.replace(/[ -]/g, '')
  const length = ibanLengths[plain.slice(0, 2)]
  if (plain.length < 15 || plain.length > 34 || (length !== undefined && length !== plain.length)) return false
  let rest = 0
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}
