import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSums } from '../../../src/main/knowledge/arithmetic/findSums.ts'

const sums = (text: string, language = 'und') => findSums(text, language).join('; ')

test.each([
  ['What is 17 % of 2,340?', '17 % of 2,340 = 397.8'], ['(3.5+2)*4', '(3.5 + 2) × 4 = 22'], ['How much is 15 percent of 80', '15 % of 80 = 12'], ['0.1 + 0.2', '0.1 + 0.2 = 0.3'],
  ['what is 12 times 12 plus 1', '12 × 12 + 1 = 145'], ['-3 - -4', '-3 - -4 = 1'], ['2^10 - 1', '2^10 - 1 = 1,023'], ['-2^2', '-2^2 = -4'], ['2^3^2', '2^3^2 = 512'], ['2^-2', '2^-2 = 0.25'], ['10/3', '10 ÷ 3 = 10/3, about 3.3333333333'],
  ['1/3 + 1/6', '1 ÷ 3 + 1 ÷ 6 = 0.5'], ['99999999999999999999 * 99999999999999999999', '99999999999999999999 × 99999999999999999999 = 9,999,999,999,999,999,999,800,000,000,000,000,000,001'],
  ['8 / 0', '8 ÷ 0 has no value: it divides by zero'], ['5²', '5^2 = 25'], ['2 + 2 = 5?', '2 + 2 = 4'], ['I bought 3 * 19.99 of them', '3 × 19.99 = 59.97'], ['calculate 7/8', '7 ÷ 8 = 0.875'], ['20% * 50', '20 % × 50 = 10'],
])('[K17] %s', (text, said) => { expect(sums(text, 'en')).toBe(said) })

test.each([
  ['Was ist 17 % von 2.340?', 'de', '17 % of 2.340 = 397,8'], ['Wie viel ist 1.234 mal 2?', 'de', '1.234 × 2 = 2.468'], ['Combien font 2 340,5 × 2 ?', 'fr', '2 340,5 × 2 = 4.681'], ['cuánto es 1,5 por 4', 'es', '1,5 × 4 = 6'],
  ['1.234 * 2', 'en', '1.234 × 2 = 2.468'], ['1,5 * 2', 'und', '1,5 × 2 = 3'], ['1.234,5 * 2', 'en', '1.234,5 × 2 = 2.469'], ['1’234.5 * 2', 'de', '1’234.5 × 2 = 2,469'], ['1,234 + 1', 'und', ''], ['1.234 + 1', 'und', ''], ['12 + 1', 'und', '12 + 1 = 13'],
])('[K18] %s (%s)', (text, language, said) => { expect(sums(text, language)).toBe(said) })

test.each([
  'what happened on 9/11?', '2026-11-21', 'call me at 555-1234', 'the game ended 3-1', '200 + 10%', '2(3+4)', '(1+2', '1+2)', '3 kg * 2', 'v1.2.3 + 4', 'x + 3 * 2', 'rent - 3 * 2', 'meet at 10:30 - 11:30', 'between 5 - 10 people', '5/6 hours',
  '1,00,000 + 5', 'what is 2 + ?', '9 ^ 9 ^ 9', '10 ^ 100000', '2 ^ 0.5', '0 ^ 0', '3 4 + 5', 'is `3 + 4` code?', '+', '', '1', '5 % 3', `${'('.repeat(500)}1${')'.repeat(500)} + 1`, `1${'+1'.repeat(2000)}`,
])('[K19] nothing is said of %s', (text) => { expect(sums(text, 'en')).toBe('') })

test('[K17] whole numbers come out as the machine reckons them exactly', () => {
  const operator = fc.constantFrom('+', '-', '*')
  fc.assert(fc.property(fc.array(fc.tuple(operator, fc.bigInt({ min: 0n, max: 10n ** 30n })), { minLength: 1, maxLength: 6 }), fc.bigInt({ min: 0n, max: 10n ** 30n }), (rest, first) => {
    const text = `${first} ${rest.map(([sign, number]) => `${sign} ${number}`).join(' ')}`
    // Products before sums, by taking the sums apart.
    const terms: bigint[] = [first]
    for (const [sign, number] of rest) {
      if (sign === '*') terms.push(terms.pop()! * number)
      else terms.push(sign === '+' ? number : -number)
    }
    const value = terms.reduce((sum, term) => sum + term, 0n)
    expect(sums(text).split(' = ')[1]!.replaceAll(',', '')).toBe(`${value}`)
  }))
})

test('[K17] decimals come out without the errors of floating point', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10 ** 9 }), fc.integer({ min: 1, max: 10 ** 9 }), (a, b) => {
    const [x, y] = [`${Math.floor(a / 1000)}.${String(a % 1000).padStart(3, '0')}`, `${Math.floor(b / 1000)}.${String(b % 1000).padStart(3, '0')}`]
    const value = BigInt(a) + BigInt(b)
    expect(Number(sums(`${x} + ${y}`, 'en').split(' = ')[1]!.replaceAll(',', ''))).toBe(Number(`${value / 1000n}.${String(value % 1000n).padStart(3, '0')}`))
  }))
})

test('[K19] no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(...'0123456789.,%+-*/^() xof='.split('')) }), (text) => { expect(Array.isArray(findSums(text, 'en'))).toBe(true) }), { numRuns: 500 })
})
