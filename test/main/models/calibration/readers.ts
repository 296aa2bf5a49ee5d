import { plantNotes, toldFact, type Fact } from '../../../../src/main/models/calibration/facts.ts'
import type { GenerateRequest, LocalChatModel } from '../../../../src/main/models/ports.ts'
import { scriptedModel, type Recorded, type ScriptedAnswer } from '../../../../src/main/models/scripted/scriptedModel.ts'
import { countWords } from '../../../../src/main/models/scripted/wordCounter.ts'
import { calibrateModel, type CalibrateAsk, type Calibration } from '../../../../src/main/models/calibration/calibrateModel.ts'

const facts = new Map<string, Fact>()
for (let number = 0; number < 96; number++) {
  for (const fact of [...plantNotes(number, 16, 0).notes, toldFact(number)]) if (fact !== null && fact.question !== '') facts.set(fact.question, fact)
}

/** The parts of a prompt as a scripted model looks at them. */
export interface Seen {
  readonly asked: Fact
  readonly text: string
  /** The notes in the order in which they stand. */
  readonly notes: readonly string[]
  /** Tokens from the right note, or from where it was told, to the end; null where it stands nowhere. */
  readonly distance: number | null
  readonly system: string
  readonly turn: string
}

export function look(request: Pick<GenerateRequest, 'messages'>): Seen {
  const text = request.messages.map((message) => message.text).join('\n')
  const turn = request.messages.at(-1)!.text
  const asked = [...facts].find(([question]) => turn.includes(question))![1]
  const at = text.indexOf(asked.text)
  return {
    asked, text, turn, system: request.messages[0]!.text, notes: text.split('\n').filter((line) => /^(?:Note: |- )/.test(line)),
    distance: at < 0 ? null : countWords(text.slice(at)),
  }
}

/** A model that says the right value where `finds` is true, and else that it does not know. */
export function reader(finds: (seen: Seen) => boolean, options: { windowTokens?: number; small?: boolean } = {}): LocalChatModel & Recorded {
  return scriptedModel({ small: true, windowTokens: 4096, ...options, answers: (request) => answerOf(look(request), finds) })
}

export function answerOf(seen: Seen, finds: (seen: Seen) => boolean): ScriptedAnswer {
  return { text: seen.distance !== null && finds(seen) ? `It is ${seen.asked.values[0]}.` : 'That I cannot say.', timing: { readMs: 100, readTokens: 30, writeMs: 50, writtenTokens: 4 } }
}

/** Measures with a clock that stands still, unless said otherwise. */
export function calibrate(ask: Pick<CalibrateAsk, 'model'> & Partial<CalibrateAsk>): Promise<Calibration | null> {
  return calibrateModel({ known: { cells: [], seconds: 0 }, longestMs: 120_000, signal: new AbortController().signal, elapsed: () => 0, onProgress: () => {}, ...ask })
}
