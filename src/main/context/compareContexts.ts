import type { Context, PieceRecord } from '../../shared/piece.ts'
import type { ContextDiff } from '../../shared/versions.ts'
import { regions } from '../../shared/words.ts'

type Entry = { readonly record: PieceRecord; readonly key: string }
type Shown = ContextDiff['came'][number]

/** Characters of a piece that a list shows. */
const shownChars = 240

/**
 * What is different between two contexts, seen from the first to the second. A piece is known again by its source (the
 * message, memory, rule, epoch, file part or call it comes from), whatever its id. Moved are the fewest pieces that explain
 * the other order of those in both. Work grows with n log n in the number of pieces.
 */
export function compareContexts(a: Context, b: Context): ContextDiff {
  const before = entriesOf(a), after = entriesOf(b)
  const beforeByKey = new Map(before.map((entry) => [entry.key, entry]))
  const afterKeys = new Set(after.map((entry) => entry.key))
  const outInB = new Map(b.pieces.flatMap((record) => record.outcome === 'out' ? [[sourceKey(record), record.reason] as const] : []))
  const both = after.flatMap((entry) => {
    const old = beforeByKey.get(entry.key)
    return old === undefined ? [] : [{ old: old.record, now: entry.record, key: entry.key }]
  })
  const fromByKey = new Map(before.filter((entry) => afterKeys.has(entry.key)).map((entry, place) => [entry.key, place]))
  const from = both.map((pair) => fromByKey.get(pair.key)!)
  const stayed = longestRise(from)
  const changed = both.map((pair) => pair.old.text !== pair.now.text)
  return {
    came: after.filter((entry) => !beforeByKey.has(entry.key)).map(({ record }) => shown(record, record.reason)),
    left: before.filter((entry) => !afterKeys.has(entry.key)).map(({ record }) => shown(record, outInB.get(sourceKey(record)) ?? 'Was not among the candidates this time')),
    changed: both.filter((_, place) => changed[place]).map(({ old, now }) => ({ ...shown(now, now.reason), tokensBefore: old.tokens })),
    moved: both.flatMap(({ now }, place) => stayed.has(place) ? [] : [{ ...shown(now, now.reason), from: from[place]!, to: place }]),
    same: both.filter((_, place) => !changed[place] && stayed.has(place)).length,
    tokensBefore: a.used, tokensAfter: b.used,
    regions: regions.map((region) => ({ region, before: keptOf(a, region), after: keptOf(b, region) })),
  }
}

/** What stood in the prompt, in the order in which it stood there, with a key that is the same in another context. */
function entriesOf(context: Context): Entry[] {
  const places = new Map<string, number>()
  for (const message of context.prompt) for (const span of message.spans) if (!places.has(span.pieceId)) places.set(span.pieceId, places.size)
  const inside = context.pieces.filter((record) => record.outcome !== 'out')
    .map((record, at) => ({ record, place: places.get(record.id) ?? places.size + at }))
    .sort((x, y) => x.place - y.place)
  const seen = new Map<string, number>()
  return inside.map(({ record }) => {
    const key = sourceKey(record)
    const times = seen.get(key) ?? 0
    seen.set(key, times + 1)
    // Two pieces of one source, such as a call and its result, are told apart by their order.
    return { record, key: times === 0 ? key : `${key}#${times}` }
  })
}

function sourceKey({ source, region }: PieceRecord): string {
  switch (source.kind) {
    // One name may stand for rules of several regions.
    case 'rule': return `rule:${region}:${source.name}`
    case 'message': return `message:${source.messageId}`
    case 'summary': return `summary:${source.epochId}`
    case 'file': return `file:${source.path ?? source.name}:${source.part}`
    case 'tool': return `tool:${source.callId}`
    case 'memory': return `memory:${source.memoryId}`
  }
}

/** The places of one longest rising run in a list of different numbers. */
function longestRise(values: readonly number[]): Set<number> {
  const ends: number[] = []
  const previous: number[] = []
  values.forEach((value, place) => {
    let low = 0, high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[ends[middle]!]! < value) low = middle + 1
      else high = middle
    }
    previous[place] = low === 0 ? -1 : ends[low - 1]!
    ends[low] = place
  })
  const run = new Set<number>()
  for (let place = ends.at(-1) ?? -1; place >= 0; place = previous[place]!) run.add(place)
  return run
}

function shown(record: PieceRecord, reason: string): Shown {
  return { pieceId: record.id, region: record.region, text: beginningOf(record.text), tokens: record.tokens, reason }
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The first characters of a text, no letter or emoji cut in two. */
function beginningOf(text: string): string {
  if (text.length <= shownChars) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text.slice(0, shownChars * 2))) {
    if (index + segment.length > shownChars) break
    end = index + segment.length
  }
  return `${text.slice(0, end).trimEnd()}…`
}

function keptOf(context: Context, region: (typeof regions)[number]): number {
  return context.regions.reduce((sum, use) => use.region === region ? sum + use.kept : sum, 0)
}
