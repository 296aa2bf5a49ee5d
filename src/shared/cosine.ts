/** Cosine of two unit vectors; 0 where one of them is missing or of another length. */
export function cosineOf(a: Float32Array | null | undefined, b: Float32Array | null | undefined): number {
  if (a === null || a === undefined || b === null || b === undefined || a.length !== b.length) return 0
  // Four sums side by side: one alone waits for itself at every step.
  let [first, second, third, fourth] = [0, 0, 0, 0]
  const whole = a.length - a.length % 4
  for (let at = 0; at < whole; at += 4) {
    first += a[at]! * b[at]!
    second += a[at + 1]! * b[at + 1]!
    third += a[at + 2]! * b[at + 2]!
    fourth += a[at + 3]! * b[at + 3]!
  }
  for (let at = whole; at < a.length; at++) first += a[at]! * b[at]!
  return first + second + third + fourth
}
