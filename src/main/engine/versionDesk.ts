import type { Context } from '../../shared/piece.ts'
import { fail, FailureError, ok, type Failure, type Result } from '../../shared/result.ts'
import type { TurnTrace } from '../../shared/trace.ts'
import type { ContextChange, ContextDiff, ContextRun } from '../../shared/versions.ts'
import { compareContexts } from '../context/compareContexts.ts'
import type { ChatModel } from '../models/ports.ts'
import { newId } from '../platform/ids.ts'
import { getConversation } from '../storage/conversations.ts'
import { recordEgress } from '../storage/egress.ts'
import { asFailureError } from '../storage/problems.ts'
import { getRun, saveRun } from '../storage/runs.ts'
import { getTrace } from '../storage/traces.ts'
import { ledgerOf, writable, type EngineParts } from './engineParts.ts'
import { strategyFor } from './strategyFor.ts'

type DeskParts = Pick<EngineParts, 'store' | 'library' | 'isTemporary' | 'index' | 'clock' | 'log' | 'models' | 'settings' | 'events' | 'backUp' | 'profiles' | 'options' | 'forgets'>

/** Makes past contexts again, compares them, and lets a model answer them beside the conversation. */
export interface VersionDesk {
  compare(turnId: string, otherTurnId: string): Result<ContextDiff>
  again(turnId: string, change: ContextChange): Promise<Result<{ context: Context; diff: ContextDiff }>>
  ask(turnId: string, change: ContextChange): Promise<Result<{ runId: string }>>
  run(runId: string): Result<ContextRun>
  stop(runId: string): void
  /** True while a model answers a comparison. */
  isBusy(): boolean
  close(): Promise<void>
}

/** Comparisons that may run at once: a model answers one after the other anyway. */
const mostRuns = 2

const loadAgain = () => Promise.all([import('../turn/again.ts'), import('../turn/answerAgain.ts')])

export function createVersionDesk(parts: DeskParts): VersionDesk {
  const { store, clock, events } = parts
  const running = new Map<string, { run: ContextRun; readonly abort: AbortController; readonly done: Promise<void> }>()

  const contextOf = (turnId: string): Result<{ trace: TurnTrace; context: Context }> => {
    const trace = getTrace(store.read, turnId)
    if (trace === null) return fail('not-found', 'This turn is not in the store.', 'It may have been deleted.')
    return trace.context === null ? fail('not-found', 'This turn had no context: no model was asked.', 'Choose another turn.') : ok({ trace, context: trace.context })
  }

  const make = async (turnId: string, change: ContextChange): Promise<Result<{ trace: TurnTrace; before: Context; context: Context; model: ChatModel }>> => {
    const found = contextOf(turnId)
    if (!found.ok) return found
    const { trace, context: before } = found.value
    const settings = parts.settings.get()
    const modelId = change.modelId ?? modelThatStands(parts, trace)
    if (modelId === null) return fail('model-missing', 'There is no model to make this context for.', 'Set up a model in Settings, or choose one here.')
    const opened = await parts.models.open(modelId)
    if (!opened.ok) return opened
    const [{ makeAgain }] = await loadAgain()
    const made = await makeAgain({
      trace, change, model: opened.value, profile: parts.profiles.of(opened.value.key), settings, strategy: strategyFor(settings, getConversation(store.read, trace.conversationId)),
      db: store.read, vectors: (ids) => parts.index.vectors([...ids]).catch(() => new Map()),
    })
    return made.ok ? ok({ trace, before, context: made.value, model: opened.value }) : made
  }

  return {
    compare(turnId, otherTurnId) {
      const a = contextOf(turnId)
      const b = contextOf(otherTurnId)
      return !a.ok ? a : !b.ok ? b : ok(compareContexts(a.value.context, b.value.context))
    },
    async again(turnId, change) {
      const made = await make(turnId, change)
      return made.ok ? ok({ context: made.value.context, diff: compareContexts(made.value.before, made.value.context) }) : made
    },
    async ask(turnId, change) {
      const write = writable(parts)
      if (!write.ok) return write
      const full = fail('busy', 'Other comparisons are still being answered.', 'Wait for them, or stop one.')
      if (running.size >= mostRuns) return full
      const { count: forgets } = parts.forgets
      const made = await make(turnId, change)
      if (!made.ok) return made
      // Opening a model may take seconds.
      if (running.size >= mostRuns) return full
      if (parts.forgets.count !== forgets) return fail('busy', 'Something was forgotten while this context was made.', 'Ask once more.')
      const { trace, before, context, model } = made.value
      const runId = newId('r', clock.now())
      const abort = new AbortController()
      const run: ContextRun = {
        runId, turnId, conversationId: trace.conversationId, at: clock.now(), change, state: 'running', modelId: model.info.id, modelName: model.info.name,
        context, diff: compareContexts(before, context), answer: '', usage: null, cost: 0, firstTokenMs: null, totalMs: 0, failure: null,
      }
      saveRun(write.value, run)
      const entry = { run, abort, done: Promise.resolve() }
      running.set(runId, entry)
      const keep = (ended: ContextRun): ContextRun['state'] => {
        for (const row of parts.models.takeEgress(runId)) recordEgress(ledgerOf(parts) ?? write.value, { ...row, turnId: parts.isTemporary ? null : turnId })
        // What was forgotten while a model wrote is not written back.
        const kept = parts.forgets.count === forgets ? ended : withoutTexts(ended)
        saveRun(write.value, kept)
        return kept.state
      }
      entry.done = loadAgain().then(([, { answerAgain }]) => answerAgain({
        run, context, model, settings: parts.settings.get(), signal: abort.signal, elapsed: clock.elapsed,
        onToken: (text, offset) => { entry.run = { ...entry.run, answer: entry.run.answer + text }; events.emit('run.token', { runId, text, offset }) },
      })).catch((error: unknown): ContextRun => {
        parts.log.warn(`a comparison broke off: ${error instanceof Error ? error.message : String(error)}`)
        return { ...entry.run, state: 'failed', failure: failureOf(error) }
      }).then(keep).catch((error: unknown): ContextRun['state'] => {
        parts.log.warn(`a comparison could not be kept: ${error instanceof Error ? error.message : String(error)}`)
        return 'failed'
      }).then((state) => {
        running.delete(runId)
        events.emit('run.ended', { runId, state: state === 'running' ? 'stopped' : state })
      })
      return ok({ runId })
    },
    run(runId) {
      const found = running.get(runId)?.run ?? getRun(store.read, runId)
      return found === null ? fail('not-found', 'This comparison is not in the store.', 'Make it again from its turn.') : ok(found)
    },
    isBusy: () => running.size > 0,
    stop(runId) { running.get(runId)?.abort.abort() },
    async close() {
      for (const entry of running.values()) entry.abort.abort()
      await Promise.allSettled([...running.values()].map((entry) => entry.done))
    },
  }
}

/** A run of which nothing is left that could tell what was forgotten. */
function withoutTexts(run: ContextRun): ContextRun {
  return { ...run, answer: '', context: null, diff: null, change: { ...run.change, edited: [] }, state: 'stopped' }
}

function failureOf(error: unknown): Failure {
  const known = asFailureError(error)
  return known instanceof FailureError ? known.failure : fail('unsupported', 'This comparison ended by a fault in Casement.', 'Make it once more; if it happens twice, run the doctor.').error
}

/** The model of the turn where it still stands, else the one that would be used now. */
function modelThatStands(parts: DeskParts, trace: TurnTrace): string | null {
  const own = trace.route?.modelId ?? ''
  if (own !== '' && parts.models.peek(own) !== null) return own
  return parts.models.choose('local', parts.settings.get().localModelId)?.id ?? null
}
