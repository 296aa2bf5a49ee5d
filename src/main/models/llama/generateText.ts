import type { GbnfJsonSchema, LlamaContextSequence, LlamaGrammarEvaluationState, LlamaModel, Token } from 'node-llama-cpp'
import { fail, ok, type Result } from '../../../shared/result.ts'
import type { GenerateTiming } from '../ports.ts'
import type { Generated, Sampling } from '../process/protocol.ts'
import type { ChatTokens } from './chatTokens.ts'
import { createStopScanner } from './stopScanner.ts'
import type { ThreadGovernor } from './threadGovernor.ts'
import { createTokenText } from './tokenText.ts'

/** Words that were just written weigh less, so that a small model does not circle; the prompt is not punished: notes must be quotable. */
const repeat = { penalty: 1.1, lastTokens: 64 }
/** Tokens per step where the answer must be repeatable. */
const repeatableStep = 32
const narrowing = { topK: 40, topP: 0.95, minP: 0.05 }

export interface GenerateTask {
  readonly model: LlamaModel
  readonly sequence: LlamaContextSequence
  readonly chat: ChatTokens
  readonly prompt: readonly Token[]
  readonly sampling: Sampling
  /** Tokens read between two looks at `signal`. */
  readonly chunkTokens: number
  readonly signal: AbortSignal
  readonly onText: (text: string) => void
  /** Hears of the beginning and of every step, so that threads can follow what else the computer does. */
  readonly governor: ThreadGovernor
}

/**
 * Reads the part of the prompt that the sequence does not hold yet, then writes until the model ends, a stop string
 * comes, the answer is long enough, or `signal` says stop (heard after every token).
 * Fails with `prompt-mismatch` when what the model holds then is not the prompt, token by token.
 */
export async function generateText(task: GenerateTask): Promise<Result<Generated>> {
  const { sequence, prompt, sampling, signal } = task
  const used = sequence.tokenMeter.getState()
  const began = performance.now()
  await readPrompt(task)
  const read = sequence.tokenMeter.diff(used).usedInputTokens
  const written: Token[] = []
  let firstAt: number | null = null
  const timing = (readTokens: number): GenerateTiming => {
    const now = performance.now()
    return { readMs: (firstAt ?? now) - began, readTokens, writeMs: firstAt === null ? 0 : now - firstAt, writtenTokens: Math.max(0, written.length - 1) }
  }
  const usageWith = (evaluatedTokens: number, promptHeld: number) =>
    ({ promptTokens: prompt.length, evaluatedTokens, cachedTokens: Math.max(0, promptHeld - evaluatedTokens), outputTokens: written.length, reported: true })
  if (signal.aborted) return ok({ usage: usageWith(read, sequence.nextTokenIndex), stopped: 'cancelled', timing: timing(read) })

  const text = createTokenText<Token>((tokens, before) => task.model.detokenize(tokens, false, before))
  const scanner = createStopScanner([...sampling.stop, ...task.chat.stopTexts])
  const show = (part: string) => { if (part !== '') task.onText(part) }
  // The last token of the prompt is read by the first step of writing.
  const finish = (stopped: Generated['stopped']): Result<Generated> => ok({ usage: usageWith(read + 1, prompt.length), stopped, timing: timing(read + 1) })

  const grammar = await grammarOf(task)
  for await (const token of sequence.evaluate(prompt.slice(-1), { ...samplingOf(sampling, written), ...grammar })) {
    if (written.length === 0 && !holdsPrompt(sequence, prompt)) {
      return fail('prompt-mismatch', 'The model did not read the prompt that was sent to it.', 'Send the message again; restart Casement if it comes back.')
    }
    firstAt ??= performance.now()
    task.governor.look()
    if (task.chat.stopTokens.has(token)) break
    written.push(token)
    const { show: safe, stopped } = scanner.push(text.push(token))
    show(safe)
    if (stopped) return finish('end')
    if (signal.aborted) return finish('cancelled')
    if (written.length >= sampling.maxOutputTokens) {
      show(scanner.push(text.rest()).show + scanner.rest())
      return finish('length')
    }
  }
  const { show: last, stopped } = scanner.push(text.rest())
  show(stopped ? last : last + scanner.rest())
  return finish('end')
}

/**
 * Drops what the sequence holds beyond the common front, then reads on, all but the last token. Numbers come out a
 * hair different when tokens are read in other company, and a hair can change a word: with a fixed seed the steps
 * therefore always begin at the same places, at the price of reading up to a step again.
 */
async function readPrompt({ sequence, prompt, sampling, chunkTokens, signal, governor }: GenerateTask): Promise<void> {
  const step = sampling.seed === null ? chunkTokens : repeatableStep
  const same = Math.min(sequence.compareContextTokens([...prompt]).firstDifferentIndex, prompt.length - 1)
  const keep = sampling.seed === null ? same : same - same % step
  if (keep < sequence.nextTokenIndex) await sequence.eraseContextTokenRanges([{ start: keep, end: sequence.nextTokenIndex }])
  governor.begin()
  // The first step is small, so that a bad guess about threads costs little.
  for (let at = sequence.nextTokenIndex, size = repeatableStep; at < prompt.length - 1 && !signal.aborted; size = step) {
    const end = Math.min(at - at % size + size, prompt.length - 1)
    await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(at, end))
    at = end
    governor.look()
  }
}

export interface ReadAhead {
  readonly sequence: LlamaContextSequence
  readonly front: readonly Token[]
  readonly signal: AbortSignal
  readonly governor: ThreadGovernor
}

/**
 * Reads what the next prompt will begin with, in small steps so that `signal` is heard soon, always between the same
 * tokens, so that a repeatable answer stays one. @returns whether the sequence changed
 */
export async function readAhead({ sequence, front, signal, governor }: ReadAhead): Promise<boolean> {
  const same = sequence.compareContextTokens([...front]).firstDifferentIndex
  if (same >= front.length || signal.aborted) return false
  const keep = same - same % repeatableStep
  if (keep < sequence.nextTokenIndex) await sequence.eraseContextTokenRanges([{ start: keep, end: sequence.nextTokenIndex }])
  governor.begin()
  for (let at = sequence.nextTokenIndex; at < front.length && !signal.aborted;) {
    const end = Math.min(at - at % repeatableStep + repeatableStep, front.length)
    await sequence.evaluateWithoutGeneratingNewTokens(front.slice(at, end))
    at = end
    governor.look()
  }
  return true
}

function samplingOf(sampling: Sampling, written: readonly Token[]) {
  return {
    temperature: sampling.temperature, ...narrowing,
    seed: sampling.seed === null ? Math.floor(Math.random() * 2 ** 32) : sampling.seed >>> 0,
    repeatPenalty: { penalty: repeat.penalty, punishTokens: () => written.slice(-repeat.lastTokens), maxPunishTokens: repeat.lastTokens },
  }
}

function holdsPrompt(sequence: LlamaContextSequence, prompt: readonly Token[]): boolean {
  const held = sequence.contextTokens
  return held.length === prompt.length && held.every((token, at) => token === prompt[at])
}

/** What a schema allows, token for token; nothing where the answer is free. */
async function grammarOf({ model, sampling }: GenerateTask): Promise<{ grammarEvaluationState?: LlamaGrammarEvaluationState }> {
  if (sampling.schema === null) return {}
  const { LlamaGrammarEvaluationState: State } = await import('node-llama-cpp')
  const grammar = await model.llama.createGrammarForJsonSchema<GbnfJsonSchema>(sampling.schema as Parameters<typeof model.llama.createGrammarForJsonSchema<GbnfJsonSchema>>[0])
  return { grammarEvaluationState: new State({ model, grammar }) }
}
