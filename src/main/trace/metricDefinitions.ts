import type { Metric, TurnFigures } from '../../shared/insights.ts'

/** How one metric comes from some turns. SPEC.md of this room says each in words. */
export interface MetricDefinition extends Pick<Metric, 'name' | 'label' | 'unit' | 'better' | 'about'> {
  /** The turns that have a value for it. */
  knows(row: TurnFigures): boolean
  /** The value over turns that all have one; null where it is undefined (nothing over nothing). */
  over(rows: readonly TurnFigures[]): number | null
}

type Read = (row: TurnFigures) => number

const sumOf = (rows: readonly TurnFigures[], read: Read) => rows.reduce((sum, row) => sum + read(row), 0)
const ratioOf = (part: Read, whole: Read) => (rows: readonly TurnFigures[]) => {
  const all = sumOf(rows, whole)
  return all <= 0 ? null : sumOf(rows, part) / all
}
const meanOf = (read: Read) => (rows: readonly TurnFigures[]) => (rows.length === 0 ? null : sumOf(rows, read) / rows.length)

function medianOf(rows: readonly TurnFigures[], read: Read): number | null {
  const sorted = rows.map(read).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The room that a prompt could take. */
const room: Read = (row) => row.window - row.reserve

export const metricDefinitions: readonly MetricDefinition[] = [
  {
    name: 'utilisation', label: 'Window in use', unit: 'share', better: 'neither',
    about: 'How much of the room for the prompt was filled, turn by turn on average.',
    knows: (row) => row.used > 0 && room(row) > 0, over: meanOf((row) => Math.min(1, row.used / room(row))),
  },
  {
    name: 'tokenSaving', label: 'Tokens saved', unit: 'share', better: 'higher',
    about: 'How many tokens fewer were sent than with the whole conversation in every message; below zero more were sent.',
    knows: (row) => row.promptTokens > 0 && row.fullHistoryTokens !== null && row.fullHistoryTokens > 0,
    over: (rows) => {
      const part = ratioOf((row) => row.promptTokens, (row) => row.fullHistoryTokens ?? 0)(rows)
      return part === null ? null : 1 - part
    },
  },
  {
    name: 'relevance', label: 'Fit of what was given', unit: 'share', better: 'higher',
    about: 'How well the recalled pieces fitted their questions.',
    knows: (row) => row.quality !== null && row.quality.relevance !== null, over: meanOf((row) => row.quality?.relevance ?? 0),
  },
  {
    name: 'precision', label: 'Notes that were used', unit: 'share', better: 'higher',
    about: 'Of the notes and documents that were given, the part that answers used.',
    knows: (row) => row.given > 0, over: ratioOf((row) => row.usedPieces, (row) => row.given),
  },
  {
    name: 'recall', label: 'Useful notes that were used', unit: 'share', better: 'higher',
    about: 'Of the given notes that belonged into the answer, the part that it used.',
    knows: (row) => row.usedPieces + row.ignoredPieces > 0, over: ratioOf((row) => row.usedPieces, (row) => row.usedPieces + row.ignoredPieces),
  },
  {
    name: 'latencyMs', label: 'First word after', unit: 'ms', better: 'lower',
    about: 'Time from sending to the first word; half of the turns were faster.',
    knows: (row) => row.firstTokenMs !== null, over: (rows) => medianOf(rows, (row) => row.firstTokenMs ?? 0),
  },
  {
    name: 'coherence', label: 'Hangs together', unit: 'share', better: 'higher',
    about: 'How whole the talk was that the model saw: no holes, no torn pairs.',
    knows: (row) => row.quality !== null, over: meanOf((row) => row.quality?.coherence ?? 0),
  },
  {
    name: 'footprintBytes', label: 'Room on disk', unit: 'bytes', better: 'lower',
    about: 'What the kept contexts of these turns take on disk.',
    knows: (row) => row.contextBytes > 0, over: (rows) => sumOf(rows, (row) => row.contextBytes),
  },
  {
    name: 'cacheHits', label: 'Not read anew', unit: 'share', better: 'higher',
    about: 'The part of all prompt tokens that the model still held from before.',
    knows: (row) => row.promptTokens > 0, over: ratioOf((row) => Math.min(row.cachedTokens, row.promptTokens), (row) => row.promptTokens),
  },
  {
    name: 'costPerConversation', label: 'Cost per conversation', unit: 'money', better: 'lower',
    about: 'All costs shared out over the conversations with a turn in that time.',
    knows: () => true,
    over: (rows) => (rows.length === 0 ? null : sumOf(rows, (row) => row.cost) / new Set(rows.map((row) => row.conversationId)).size),
  },
  {
    name: 'satisfaction', label: 'Thumbs up', unit: 'share', better: 'higher',
    about: 'Of the answers that you judged, the part that you liked.',
    knows: (row) => row.thumb !== null, over: meanOf((row) => (row.thumb === 'up' ? 1 : 0)),
  },
  {
    name: 'fidelity', label: 'Used what it was given', unit: 'share', better: 'higher',
    about: 'How much of what was given for a turn its answer used, weighed by fit.',
    knows: (row) => row.fidelity !== null, over: meanOf((row) => row.fidelity ?? 0),
  },
]
