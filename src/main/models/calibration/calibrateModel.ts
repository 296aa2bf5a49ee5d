import type { NotePlace, ProfileCell } from '../../../shared/model.ts'
import type { ChatModel, GenerateTiming } from '../ports.ts'
import { createQuestioner } from './askQuestion.ts'
import { addAnswer } from './cells.ts'
import { chooseNext, countQuestions, lengthsFor, type Scope } from './choose.ts'
import { deriveNotes, derivePlace, deriveTrusted } from './derive.ts'
import { plantNotes } from './facts.ts'
import { writePrompt } from './writePrompt.ts'

export interface CalibrateAsk {
  readonly model: ChatModel
  /** What an earlier, interrupted measuring found, and the seconds that it took. */
  readonly known: { readonly cells: readonly ProfileCell[]; readonly seconds: number }
  /** Milliseconds in all, those of the earlier measuring among them. */
  readonly longestMs: number
  readonly signal: AbortSignal
  /** Milliseconds of a clock that never goes back. */
  readonly elapsed: () => number
  /** Hears 0 to 1 after every answer. */
  readonly onProgress: (share: number) => void
}

export interface Calibration {
  readonly cells: ProfileCell[]
  readonly notes: number
  readonly place: NotePlace
  readonly trustedTokens: number
  readonly readTokensPerSecond: number | null
  readonly writeTokensPerSecond: number | null
  readonly seconds: number
  /** False when it was stopped, by the signal, by the clock or by failures of the model, before everything was asked. */
  readonly complete: boolean
}

const counts = [1, 2, 4, 8, 16]
/** Room for an answer and for what a chat template adds. */
const answerRoom = 64
/** Prompt tokens that a paid model is asked in all. */
const mostPaidTokens = 12_000
/** One failure can be chance; two in a row are the end. */
const mostFailures = 2

/**
 * Asks a model a fixed set of questions over invented notes and derives how many notes it uses, where they should stand and how
 * long its prompts may be. The same questions in the same order for every model; nothing of the user is in them.
 * @returns null when nothing is known: stopped or failed before the first answer
 */
export async function calibrateModel(ask: CalibrateAsk): Promise<Calibration | null> {
  const { model, elapsed } = ask
  const began = elapsed()
  const spentMs = () => ask.known.seconds * 1000 + elapsed() - began
  const clock = AbortSignal.timeout(Math.max(0, Math.ceil(ask.longestMs - spentMs()) + 1))
  const signal = AbortSignal.any([ask.signal, clock])
  const scope = await scopeOf(model)
  const questioner = createQuestioner(model)
  const total = countQuestions(scope)
  const timings: GenerateTiming[] = []
  let cells = [...ask.known.cells]
  let failures = 0
  let next = chooseNext(cells, scope)
  while (next !== null && !signal.aborted && spentMs() < ask.longestMs && failures < mostFailures) {
    const answer = await questioner.ask(next, cells, signal)
    if (answer.outcome === 'stopped') break
    if (answer.outcome === 'failed') { failures++; continue }
    failures = 0
    cells = addAnswer(cells, next, answer.tokens, answer.right)
    if (answer.timing !== null) timings.push(answer.timing)
    ask.onProgress(Math.min(1, Math.max(spentMs() / ask.longestMs, cells.reduce((sum, cell) => sum + cell.asked, 0) / total)))
    next = chooseNext(cells, scope)
  }
  if (cells.length === 0) return null
  const place = derivePlace(cells)
  return {
    cells, place, notes: deriveNotes(cells, place), trustedTokens: deriveTrusted(cells, model.windowTokens),
    readTokensPerSecond: speedOf(timings.map(({ readTokens, readMs }) => [readTokens, readMs])),
    writeTokensPerSecond: speedOf(timings.map(({ writtenTokens, writeMs }) => [writtenTokens, writeMs])),
    seconds: spentMs() / 1000, complete: next === null,
  }
}

async function scopeOf(model: ChatModel): Promise<Scope> {
  const fits = await Promise.all(counts.map(async (notes) => {
    const { asked, notes: planted } = plantNotes(0, notes, 0)
    return await model.counter.countChat(writePrompt({ notes: planted, place: 'before', question: asked.question, talk: [], small: model.info.small })) + answerRoom <= model.windowTokens
  }))
  return { counts: counts.filter((_, at) => fits[at]), lengths: lengthsFor(model.windowTokens), mostTokens: model.place === 'cloud' && !model.loopback ? mostPaidTokens : null }
}

/** Tokens a second over all answers together; null where none was timed. */
function speedOf(parts: readonly (readonly [tokens: number, ms: number])[]): number | null {
  const tokens = parts.reduce((sum, [one]) => sum + one, 0)
  const ms = parts.reduce((sum, [, one]) => sum + one, 0)
  return tokens === 0 || ms === 0 ? null : (tokens / ms) * 1000
}
