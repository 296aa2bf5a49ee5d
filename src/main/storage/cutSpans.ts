/**
 * A text without the places that were forgotten in it.
 * @param spans pairs of start and end as JSON, in UTF-16 units; they may overlap
 */
export function cutSpans(text: string, spans: string | null): string {
  if (spans === null || spans === '[]') return text
  let kept = text
  const all = (JSON.parse(spans) as [number, number][]).sort((a, b) => b[0] - a[0])
  let limit = text.length
  for (const [start, end] of all) {
    // From the last to the first, each only takes what is still there.
    kept = kept.slice(0, start) + kept.slice(Math.min(end, limit))
    limit = Math.min(limit, start)
  }
  return kept.trim()
}
