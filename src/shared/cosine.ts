/** Cosine of two unit vectors; 0 where one of them is missing or of another length. */
export function cosineOf(a: Float32Array | null | undefined, b: Float32Array | null | undefined): number {
  if (a === null || a === undefined || b === null || b === undefined || a.length !== b.length) return 0
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
