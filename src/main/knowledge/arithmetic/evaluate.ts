import { add, divide, isTooLong, multiply, negate, power, rational, rationalOf, type Rational } from './rational.ts'
import type { Operator, Token } from './tokens.ts'

export type Value = { readonly how: 'number'; readonly value: Rational } | { readonly how: 'no value' }

/** Brackets within brackets; nobody writes more, and each takes a call. */
const mostDepth = 50

class Unreadable extends Error {}
class NoValue extends Error {}

interface Part { readonly value: Rational; readonly isShare: boolean }

/**
 * The value of a calculation by the usual order: powers from the right, then signs, then products and "percent of", then sums.
 * @returns null where it cannot be read in one way only: things left out, a share added to a number, numbers without a sign between them
 */
export function evaluate(tokens: readonly Token[]): Value | null {
  let at = 0
  const peek = (): Operator | null => { const token = tokens[at]; return token?.kind === 'operator' ? token.operator : null }
  const take = (operator: Operator): boolean => { if (peek() !== operator) return false; at++; return true }
  const some = (value: Rational | null): Rational => { if (value === null || isTooLong(value)) throw new Unreadable(); return value }

  const sum = (depth: number): Part => {
    let left = product(depth)
    for (;;) {
      const sign = peek()
      if (sign !== '+' && sign !== '-') return left
      at++
      const right = product(depth)
      // "200 + 10 %" is 220 to some and 200.1 to others.
      if (left.isShare !== right.isShare) throw new Unreadable()
      left = { value: some(add(left.value, sign === '+' ? right.value : negate(right.value))), isShare: left.isShare }
    }
  }
  const product = (depth: number): Part => {
    let left = signed(depth)
    for (;;) {
      if (take('*')) left = { value: some(multiply(left.value, signed(depth).value)), isShare: false }
      else if (take('of')) {
        if (!left.isShare) throw new Unreadable()
        left = { value: some(multiply(left.value, signed(depth).value)), isShare: false }
      } else if (take('/')) {
        const right = signed(depth)
        if (right.value.top === 0n) throw new NoValue()
        left = { value: some(divide(left.value, right.value)), isShare: false }
      } else return left
    }
  }
  const signed = (depth: number): Part => {
    if (depth > mostDepth) throw new Unreadable()
    if (take('-')) { const part = signed(depth + 1); return { ...part, value: negate(part.value) } }
    if (take('+')) return signed(depth + 1)
    return raised(depth)
  }
  const raised = (depth: number): Part => {
    const base = single(depth)
    if (!take('^')) return base
    return { value: some(power(base.value, signed(depth + 1).value)), isShare: false }
  }
  const single = (depth: number): Part => {
    const token = tokens[at]
    let value: Rational
    if (token?.kind === 'number') { at++; value = rationalOf(token.plain) }
    else if (take('(')) { value = sum(depth + 1).value; if (!take(')')) throw new Unreadable() }
    else throw new Unreadable()
    return take('%') ? { value: multiply(value, rational(1n, 100n)), isShare: true } : { value, isShare: false }
  }
  try {
    const whole = sum(0)
    return at === tokens.length ? { how: 'number', value: whole.value } : null
  } catch (error) {
    if (error instanceof NoValue) return { how: 'no value' }
    if (error instanceof Unreadable) return null
    throw error
  }
}
