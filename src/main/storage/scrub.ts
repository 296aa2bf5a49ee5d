import type { TurnSummary } from '../../shared/message.ts'
import type { PieceRecord, PromptMessage } from '../../shared/piece.ts'
import { forgottenMark } from '../../shared/names.ts'
import type { Fidelity, TurnPlan, TurnTrace } from '../../shared/trace.ts'
import { echoCleaner } from './echoes.ts'

/** What must not be read any more: one memory, its words, and the messages that it was learned from. */
export interface Forgotten {
  readonly memoryId: string
  readonly messageIds: ReadonlySet<string>
  /** The memory's text, its former texts and the quotes it was learned from. */
  readonly words: readonly string[]
}

/** Shorter words are erased only where the piece is known to be theirs: elsewhere they would hit by chance. */
const shortestFreeWord = 6

/** Regions whose text is made of other pieces. */
const derivedRegions: ReadonlySet<string> = new Set(['summary', 'steering'])

/** A trace without what was forgotten: pieces, the prompt as sent, and every sentence that repeats it. Offsets fit again. */
export function scrubTrace(trace: TurnTrace, forgotten: Forgotten): TurnTrace {
  const clean = cleaner(forgotten)
  const cleanMade = madeCleaner(forgotten)
  return {
    ...trace,
    stages: trace.stages.map((stage) => ({ ...stage, note: clean(stage.note) })),
    understanding: trace.understanding === null ? null : { ...trace.understanding, topics: trace.understanding.topics.map(clean) },
    plan: trace.plan === null ? null : scrubPlan(trace.plan, cleanMade),
    route: trace.route === null ? null : { ...trace.route, reason: clean(trace.route.reason) },
    context: scrubContext(trace.context, forgotten),
    memoryAnswer: trace.memoryAnswer === null ? null
      : trace.memoryAnswer.memoryId === forgotten.memoryId ? { ...trace.memoryAnswer, text: forgottenMark, sentence: forgottenMark }
        : { ...trace.memoryAnswer, text: clean(trace.memoryAnswer.text), sentence: clean(trace.memoryAnswer.sentence) },
    learned: trace.learned.map((fact) => ({ ...fact, text: fact.memoryId === forgotten.memoryId ? forgottenMark : clean(fact.text) })),
    notices: trace.notices.map(clean),
    focus: trace.focus === null ? null : { ...trace.focus, text: cleanMade(trace.focus.text), reason: clean(trace.focus.reason) },
    fidelity: trace.fidelity === null ? null : scrubFidelity(trace.fidelity, cleanMade),
    quality: trace.quality === null ? null : { ...trace.quality, recommendations: trace.quality.recommendations.map(cleanMade) },
    tightened: trace.tightened === null ? null : { ...trace.tightened, because: clean(trace.tightened.because) },
  }
}

/** A context without what was forgotten. */
export function scrubContext(context: TurnTrace['context'], forgotten: Forgotten): TurnTrace['context'] {
  if (context === null) return null
  const clean = cleaner(forgotten)
  const records = new Map(context.pieces.map((piece) => [piece.id, piece]))
  return {
    ...context,
    pieces: context.pieces.map((piece) => ({
      ...piece, text: cleanPiece(piece.text, piece, forgotten), reason: clean(piece.reason),
      ...(piece.original === undefined ? {} : { original: cleanPiece(piece.original, piece, forgotten) }),
      source: piece.source.kind === 'message' && piece.source.title !== undefined ? { ...piece.source, title: clean(piece.source.title) } : piece.source,
    })),
    prompt: context.prompt.map((message) => scrubPrompt(message, (text, pieceId) => cleanPiece(text, records.get(pieceId), forgotten), clean)),
  }
}

function scrubPlan(plan: TurnPlan, clean: (text: string) => string): TurnPlan {
  return {
    ...plan, query: clean(plan.query), lookFor: plan.lookFor.map((one) => ({ ...one, what: clean(one.what) })), assumptions: plan.assumptions.map(clean),
    questions: plan.questions.map(clean), risks: plan.risks.map(clean), keyPoints: plan.keyPoints.map(clean),
  }
}

function scrubFidelity(fidelity: Fidelity, clean: (text: string) => string): Fidelity {
  return {
    ...fidelity, flags: fidelity.flags.map(clean),
    pieces: fidelity.pieces.map((use) => use.span === null ? use : { ...use, span: { ...use.span, quote: clean(use.span.quote) } }),
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
    notices: summary.notices.map(clean), flags: summary.flags.map(madeCleaner(forgotten)),
  }
}

/** Replaces the forgotten words in any sentence, the longest first. */
export function cleaner(forgotten: Forgotten): (text: string) => string {
  const words = forgotten.words.filter((word) => word.length >= shortestFreeWord).sort((a, b) => b.length - a.length)
  return (text) => replaceAll(text, words)
}

/** The same for a text that was made of others: sentences that say it in other words go whole. */
export function madeCleaner(forgotten: Forgotten): (text: string) => string {
  const clean = cleaner(forgotten)
  const cleanEchoes = echoCleaner(forgotten.words)
  return (text) => cleanEchoes(clean(text))
}

/** True when a piece is the forgotten memory, or a message that it was learned from. */
export function isForgotten(source: PieceRecord['source'], forgotten: Forgotten): boolean {
  return (source.kind === 'memory' && source.memoryId === forgotten.memoryId) || (source.kind === 'message' && forgotten.messageIds.has(source.messageId))
}

function cleanPiece(text: string, piece: PieceRecord | undefined, forgotten: Forgotten): string {
  if (piece === undefined) return cleaner(forgotten)(text)
  if (!isForgotten(piece.source, forgotten)) return derivedRegions.has(piece.region) ? madeCleaner(forgotten)(text) : cleaner(forgotten)(text)
  // Where the texts were let go, there is nothing to mark.
  if (text === '') return ''
  if (piece.source.kind === 'memory') return forgottenMark
  const cleaned = replaceAll(text, forgotten.words.toSorted((a, b) => b.length - a.length))
  // A shortened piece may hold half a quote, which no search would find.
  return piece.outcome === 'shortened' && cleaned === text ? forgottenMark : cleaned
}

function replaceAll(text: string, words: readonly string[]): string {
  return words.reduce((kept, word) => kept.replaceAll(word, () => forgottenMark), text)
}

function scrubPrompt(message: PromptMessage, cleanSpan: (text: string, pieceId: string) => string, cleanGap: (text: string) => string): PromptMessage {
  let text = ''
  let done = 0
  // Spans that overlap show no piece alone: the words alone can be found then.
  if (message.spans.some((span, at) => span.start < (message.spans[at - 1]?.end ?? 0))) return { ...message, text: cleanGap(message.text), spans: [] }
  const spans = message.spans.map((span) => {
    text += cleanGap(message.text.slice(done, span.start))
    const start = text.length
    text += cleanSpan(message.text.slice(span.start, span.end), span.pieceId)
    done = span.end
    return { ...span, start, end: text.length }
  })
  return { ...message, text: text + cleanGap(message.text.slice(done)), spans }
}
