import type { TurnSummary } from '../../../shared/message.ts'
import type { PieceRecord, PromptMessage } from '../../../shared/piece.ts'
import { forgottenMark } from '../../../shared/names.ts'
import type { Failure } from '../../../shared/result.ts'
import type { Fidelity, TurnPlan, TurnTrace } from '../../../shared/trace.ts'
import { cutAgain, cutText, type Cut } from './cut.ts'
import type { Forgotten } from './forgotten.ts'
import type { MemoriesOf } from './reach.ts'

/** What must not be read any more in one conversation. */
export interface Scope {
  readonly forgotten: Forgotten
  /** The memories that were looked at in this conversation: what was made there may say them in other words. */
  readonly memoryIds: ReadonlySet<string>
  /** Messages that say forgotten memories, with the ids of these. */
  readonly messages: MemoriesOf
}

/** Regions whose text is made of other pieces. */
const derivedRegions: ReadonlySet<string> = new Set(['summary', 'steering'])

/** A text that was made of others: without the forgotten words, without sentences that say them otherwise, and without the beginning of one at its end. */
export function cleanMade(text: string, { forgotten, memoryIds }: Scope): string {
  const cut = forgotten.cut(text)
  const told = cutAgain(cut, forgotten.echoesIn(cut.text, memoryIds))
  return cutAgain(told, forgotten.tailIn(told.text, memoryIds)).text
}

/**
 * A trace without what was forgotten: pieces, the prompt as sent, and every sentence that repeats it. Offsets fit again.
 * Names of models stay as their ids do: they are what a model is called by.
 * @param answer how the text of the turn's answer was cut; null where it was not
 */
export function scrubTrace(trace: TurnTrace, scope: Scope, answer: Cut | null = null): TurnTrace {
  const { clean } = scope.forgotten
  const made = (text: string): string => cleanMade(text, scope)
  return {
    ...trace,
    failure: scrubFailure(trace.failure, clean),
    stages: trace.stages.map((stage) => ({ ...stage, note: clean(stage.note), failed: stage.failed === null ? null : clean(stage.failed) })),
    understanding: trace.understanding === null ? null : { ...trace.understanding, topics: trace.understanding.topics.map(clean),
      // Intents are called as the person calls them.
      intent: trace.understanding.intent === null ? null : { ...trace.understanding.intent, name: clean(trace.understanding.intent.name) },
      // Names and times were taken out of the message word by word, and stand where its words stood before they were cut.
      entities: [], times: [],
    },
    plan: trace.plan === null ? null : scrubPlan(trace.plan, made),
    route: trace.route === null ? null : {
      ...trace.route, reason: clean(trace.route.reason),
      // Rules are called as the person calls them.
      policyRule: trace.route.policyRule === null ? null : { ...trace.route.policyRule, name: clean(trace.route.policyRule.name) },
      alternatives: trace.route.alternatives.map((one) => ({ ...one, why: clean(one.why) })),
      fallback: trace.route.fallback === null ? null : { ...trace.route.fallback, because: scrubFailure(trace.route.fallback.because, clean)! },
    },
    context: scrubContext(trace.context, scope),
    memoryAnswer: trace.memoryAnswer === null ? null
      : isOne(trace.memoryAnswer, scope) ? { ...trace.memoryAnswer, text: forgottenMark, sentence: forgottenMark }
        : { ...trace.memoryAnswer, text: clean(trace.memoryAnswer.text), sentence: clean(trace.memoryAnswer.sentence) },
    learned: trace.learned.map((fact) => ({ ...fact, text: isOne(fact, scope) ? forgottenMark : clean(fact.text) })),
    notices: trace.notices.map(clean),
    focus: trace.focus === null ? null : { ...trace.focus, text: made(trace.focus.text), reason: clean(trace.focus.reason) },
    fidelity: trace.fidelity === null ? null : scrubFidelity(trace.fidelity, made, answer),
    quality: trace.quality === null ? null : { ...trace.quality, recommendations: trace.quality.recommendations.map(made) },
    attempts: trace.attempts.map((attempt) => ({ ...attempt, failure: scrubFailure(attempt.failure, clean) })),
    sources: trace.sources.map((source) => ({ ...source, because: clean(source.because), note: clean(source.note) })),
    tightened: trace.tightened === null ? null : { ...trace.tightened, because: clean(trace.tightened.because) },
    strategy: clean(trace.strategy),
  }
}

/** A context without what was forgotten. */
export function scrubContext(context: TurnTrace['context'], scope: Scope): TurnTrace['context'] {
  if (context === null) return null
  const { clean } = scope.forgotten
  const records = new Map(context.pieces.map((piece) => [piece.id, piece]))
  return {
    ...context,
    pieces: context.pieces.map((piece) => ({
      ...piece, text: cleanPiece(piece.text, piece, scope), reason: clean(piece.reason),
      ...(piece.original === undefined ? {} : { original: cleanPiece(piece.original, piece, scope) }), source: scrubSource(piece.source, clean),
    })),
    prompt: context.prompt.map((message) => scrubPrompt(message, (text, pieceId) => cleanPiece(text, records.get(pieceId), scope), clean)),
  }
}

function scrubSource(source: PieceRecord['source'], clean: (text: string) => string): PieceRecord['source'] {
  if (source.kind === 'message' && source.title !== undefined) return { ...source, title: clean(source.title) }
  return source.kind === 'file' ? { ...source, name: clean(source.name), path: source.path === null ? null : clean(source.path) } : source
}

export function scrubFailure(failure: Failure | null, clean: (text: string) => string): Failure | null {
  return failure === null ? null : { ...failure, message: clean(failure.message), ...(failure.next === undefined ? {} : { next: clean(failure.next) }) }
}

function scrubPlan(plan: TurnPlan, clean: (text: string) => string): TurnPlan {
  return {
    ...plan, query: clean(plan.query), lookFor: plan.lookFor.map((one) => ({ ...one, what: clean(one.what) })), assumptions: plan.assumptions.map(clean),
    questions: plan.questions.map(clean), risks: plan.risks.map(clean), keyPoints: plan.keyPoints.map(clean),
  }
}

function scrubFidelity(fidelity: Fidelity, clean: (text: string) => string, answer: Cut | null): Fidelity {
  const place = (span: NonNullable<Fidelity['pieces'][number]['span']>): typeof span => {
    if (answer === null) return { ...span, quote: clean(span.quote) }
    const [start, end] = [answer.start(span.start), answer.end(span.end)]
    return { start, end, quote: answer.text.slice(start, end) }
  }
  return { ...fidelity, flags: fidelity.flags.map(clean), pieces: fidelity.pieces.map((use) => use.span === null ? use : { ...use, span: place(use.span) }) }
}

/** The line below an answer without what was forgotten. */
export function scrubSummary(summary: TurnSummary, scope: Scope): TurnSummary {
  const { clean } = scope.forgotten
  const quoted = summary.fromMemory
  return {
    ...summary,
    fromMemory: quoted === null ? null
      : isOne(quoted, scope) ? { ...quoted, text: forgottenMark, sentence: forgottenMark }
        : { ...quoted, text: clean(quoted.text), sentence: clean(quoted.sentence) },
    learned: summary.learned.map((fact) => ({ ...fact, text: isOne(fact, scope) ? forgottenMark : clean(fact.text) })),
    notices: summary.notices.map(clean), flags: summary.flags.map((flag) => cleanMade(flag, scope)),
    shapedBy: summary.shapedBy.map((one) => ({ ...one, text: one.kind === 'memory' && scope.forgotten.memories.has(one.id) ? forgottenMark : cleanMade(cleanMessage(one.text, scope.messages.get(one.id), scope), scope) })),
  }
}

function isOne(fact: { readonly memoryId: string }, scope: Scope): boolean {
  return scope.forgotten.memories.has(fact.memoryId)
}

/** The forgotten memories that a piece is, or tells. */
export function memoriesOfPiece(source: PieceRecord['source'], scope: Pick<Scope, 'forgotten' | 'messages'>): Iterable<string> {
  if (source.kind === 'memory') return scope.forgotten.memories.has(source.memoryId) ? [source.memoryId] : []
  return source.kind === 'message' ? scope.messages.get(source.messageId) ?? [] : []
}

function cleanPiece(text: string, piece: PieceRecord | undefined, scope: Scope): string {
  if (piece === undefined) return scope.forgotten.clean(text)
  if (derivedRegions.has(piece.region)) return cleanMade(text, scope)
  const own = new Set(memoriesOfPiece(piece.source, scope))
  // Where the texts were let go, there is nothing to mark.
  if (own.size === 0 || text === '') return scope.forgotten.clean(text)
  if (piece.source.kind === 'memory') return forgottenMark
  const cleaned = cleanMessage(text, own, scope, piece.source.kind === 'message' && piece.source.role === 'assistant')
  // A shortened piece may hold half a quote, which no search would find.
  return piece.outcome === 'shortened' && cleaned === text ? forgottenMark : cleaned
}

/** The text of a message that says some of the memories: their short words go too, and from an answer what says them otherwise. */
function cleanMessage(text: string, memoryIds: ReadonlySet<string> | undefined, { forgotten }: Scope, isAnswer = true): string {
  const cut = forgotten.cut(text)
  if (memoryIds === undefined || memoryIds.size === 0) return cut.text
  const words = [...memoryIds].flatMap((id) => forgotten.memories.get(id)?.words ?? []).sort((a, b) => b.length - a.length)
  const cleaned = words.reduce((kept, word) => forgottenMark.includes(word) ? kept : kept.replaceAll(word, () => forgottenMark), cut.text)
  return isAnswer ? cutText(cleaned, forgotten.echoesIn(cleaned, memoryIds)).text : cleaned
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
  const whole = { ...message, text: text + cleanGap(message.text.slice(done)), spans }
  // A word that lay across two pieces shows in neither.
  return cleanGap(whole.text) === whole.text ? whole : { ...message, text: cleanGap(whole.text), spans: [] }
}
