/** A prompt with the outcomes of both models and what a head says of it: the higher, the sooner it is sent to the strong one. */
export interface Scored { readonly weak: boolean; readonly strong: boolean; readonly score: number }

/** Area under the curve: how often a prompt that the weak model failed is scored above one that it got right; ties count half. */
export function aucOf(scored: readonly Scored[]): number {
  const sorted = [...scored].sort((a, b) => a.score - b.score)
  const failed = sorted.filter(({ weak }) => !weak).length
  let ranks = 0
  for (let from = 0; from < sorted.length;) {
    let until = from
    while (until < sorted.length && sorted[until]!.score === sorted[from]!.score) until++
    for (let at = from; at < until; at++) if (!sorted[at]!.weak) ranks += (from + until + 1) / 2
    from = until
  }
  return failed === 0 || failed === sorted.length ? 0.5 : (ranks - failed * (failed + 1) / 2) / (failed * (sorted.length - failed))
}

/** Share of prompts that must go to the strong model, hardest first, until as many are right as `goal` of what it gets right alone. */
export function callsFor(scored: readonly Scored[], goal: number): number {
  const wanted = goal * scored.filter(({ strong }) => strong).length
  let right = scored.filter(({ weak }) => weak).length
  if (right >= wanted) return 0
  const hardest = [...scored].sort((a, b) => b.score - a.score)
  for (const [at, { weak, strong }] of hardest.entries()) {
    right += Number(strong) - Number(weak)
    if (right >= wanted) return (at + 1) / scored.length
  }
  return 1
}

/** Mean share of the gap between both models that is closed, over all shares of strong calls (APGR: 0.5 is chance). */
export function gapClosed(scored: readonly Scored[]): number {
  const gap = scored.reduce((sum, { weak, strong }) => sum + Number(strong) - Number(weak), 0)
  let [won, area] = [0, 0]
  for (const { weak, strong } of [...scored].sort((a, b) => b.score - a.score)) { won += Number(strong) - Number(weak); area += won }
  return gap === 0 ? 0.5 : area / gap / scored.length
}
