import type { TurnSummary } from '../../shared/message.ts'
import type { PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { forgottenMark } from '../../shared/names.ts'
import type { TurnTrace } from '../../shared/trace.ts'

/** What must not be read any more: one memory, its words, and the messages that it was learned from. */
export interface Forgotten {
  readonly memoryId: string
  readonly messageIds: ReadonlySet<string>
  /** The memory's text, its former texts and the quotes it was learned from. */
  readonly words: readonly string[]
}

/** Shorter words are erased only where the piece is known to be theirs: elsewhere they would hit by chance. */
const shortestFreeWord = 6

/** A trace without what was forgotten: pieces, the prompt as sent, and every sentence that repeats it. Offsets fit again. */
export function scrubTrace(trace: TurnTrace, forgotten: Forgotten): TurnTrace {
  const clean = cleaner(forgotten)
  const context = trace.context
  const records = new Map((context?.pieces ?? []).map((piece) => [piece.id, piece]))
  return {
    ...trace,
    stages: trace.stages.map((stage) => ({ ...stage, note: clean(stage.note) })),
    understanding: trace.understanding === null ? null : { ...trace.understanding, topics: trace.understanding.topics.map(clean) },
    plan: trace.plan === null ? null : { ...trace.plan, query: clean(trace.plan.query) },
    route: trace.route === null ? null : { ...trace.route, reason: clean(trace.route.reason) },
    context: context === null ? null : {
      ...context,
      pieces: context.pieces.map((piece) => ({ ...piece, text: cleanPiece(piece.text, piece, forgotten), reason: clean(piece.reason) })),
      prompt: context.prompt.map((message) => scrubPrompt(message, (text, pieceId) => cleanPiece(text, records.get(pieceId), forgotten), clean)),
    },
    memoryAnswer: trace.memoryAnswer === null ? null
      : trace.memoryAnswer.memoryId === forgotten.memoryId ? { ...trace.memoryAnswer, text: forgottenMark, sentence: forgottenMark }
        : { ...trace.memoryAnswer, text: clean(trace.memoryAnswer.text), sentence: clean(trace.memoryAnswer.sentence) },
    learned: trace.learned.map((fact) => ({ ...fact, text: fact.memoryId === forgotten.memoryId ? forgottenMark : clean(fact.text) })),
    notices: trace.notices.map(clean),
  }
}

/** The line below an answer without what was forgotten. */
export function scrubSummary(summary: TurnSummary, forgotten: Forgotten): TurnSummary {
  const clean = cleaner(forgotten)
  const quoted = summary.fromMemory
  return {
    ...summary,
    fromMemory: quoted === null ? null
      : quoted.memoryId === forgotten.memoryId ? { ...quoted, text: forgottenMark, sentence: forgottenMark }
        : { ...quoted, text: clean(quoted.text), sentence: clean(quoted.sentence) },
    learned: summary.learned.map((fact) => ({ ...fact, text: fact.memoryId === forgotten.memoryId ? forgottenMark : clean(fact.text) })),
    notices: summary.notices.map(clean),
  }
}

/** Replaces the forgotten words in any sentence, the longest first. */
export function cleaner(forgotten: Forgotten): (text: string) => string {
  const words = forgotten.words.filter((word) => word.length >= shortestFreeWord).sort((a, b) => b.length - a.length)
  return (text) => replaceAll(text, words)
}

function cleanPiece(text: string, piece: PieceRecord | undefined, forgotten: Forgotten): string {
  const source = piece?.source
  if (source?.kind === 'memory' && source.memoryId === forgotten.memoryId) return forgottenMark
  const isOrigin = source?.kind === 'message' && forgotten.messageIds.has(source.messageId)
  if (!isOrigin) return cleaner(forgotten)(text)
  const cleaned = replaceAll(text, forgotten.words.toSorted((a, b) => b.length - a.length))
  // A shortened piece may hold half a quote, which no search would find.
  return piece?.outcome === 'shortened' && cleaned === text ? forgottenMark : cleaned
}

function replaceAll(text: string, words: readonly string[]): string {
  return words.reduce((kept, word) => kept.replaceAll(word, () => forgottenMark), text)
}

function scrubPrompt(message: PromptMessage, cleanSpan: (text: string, pieceId: string) => string, cleanGap: (text: string) => string): PromptMessage {
  let text = ''
  let done = 0
  const spans = message.spans.map((span) => {
    text += cleanGap(message.text.slice(done, span.start))
    const start = text.length
    text += cleanSpan(message.text.slice(span.start, span.end), span.pieceId)
    done = span.end
    return { ...span, start, end: text.length }
  })
  return { ...message, text: text + cleanGap(message.text.slice(done)), spans }
}
