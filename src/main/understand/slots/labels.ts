/** Labels of tokens for a list of types: 0 is outside, then two for each type, its beginning and its inside. */
export const outside = 0
export const beginOf = (type: number): number => 1 + 2 * type
export const insideOf = (type: number): number => 2 + 2 * type
export const typeOf = (label: number): number => (label - 1) >> 1
export const isInside = (label: number): boolean => label > 0 && label % 2 === 0

/** A run of tokens that have one type; `end` is past its last token. */
export interface Run { readonly type: number; readonly from: number; readonly end: number }

/** The runs that a row of labels stands for. */
export function runsOf(labels: ArrayLike<number>): Run[] {
  const runs: { type: number; from: number; end: number }[] = []
  for (let at = 0; at < labels.length; at++) {
    const label = labels[at]!
    if (label === outside) continue
    const last = runs.at(-1)
    if (isInside(label) && last !== undefined && last.end === at && last.type === typeOf(label)) last.end = at + 1
    else runs.push({ type: typeOf(label), from: at, end: at + 1 })
  }
  return runs
}
