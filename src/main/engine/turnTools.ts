import type { ModelInfo } from '../../shared/model.ts'
import { reserveFor } from '../context/budget.ts'
import { readWorld } from '../platform/world.ts'
import type { HealthAnswer } from '../router/routeTypes.ts'
import { costOf } from '../spend/costOf.ts'
import { getConversation } from '../storage/conversations.ts'
import type { WriteDb } from '../storage/database.ts'
import { listPieceRules } from '../storage/pieceRules.ts'
import type { TurnMoney, TurnTools } from '../turn/turnTypes.ts'
import { isOffline, ledgerOf } from './engineParts.ts'
import { personaFor, strategyFor } from './strategyFor.ts'
import type { TalkEngineParts } from './talkParts.ts'

/** What a turn is for: its conversation, and a model that was asked for it alone. */
export interface ToolsAsk { readonly turnId: string; readonly conversationId: string; readonly modelId: string | null }

/** Tokens that an ordinary answer has, to say what a turn is likely to cost. */
const usualAnswerTokens = 500
/** Of a model whose window nobody knows. */
const usualWindow = 8192

/** Everything that one turn works with, as it stands at this moment. */
export function turnToolsFor(parts: Omit<TalkEngineParts, 'turns'>, write: WriteDb, { turnId, conversationId, modelId }: ToolsAsk): TurnTools {
  const settings = parts.settings.get()
  const conversation = getConversation(write, conversationId)
  const chosen = modelId ?? conversation?.route ?? 'auto'
  const knownModels = parts.models.known()
  const local = parts.models.choose('local', settings.localModelId, knownModels)
  const cloud = parts.models.choose('cloud', settings.cloudModelId, knownModels)
  const { index, embedder: searcher } = parts.search.current()
  // "Cloud" means the cloud model of the settings.
  const pinned = chosen === 'auto' || chosen === 'local' ? null : chosen === 'cloud' ? cloud : parts.models.peek(chosen)
  const byId = new Map(knownModels.map((one) => [one.id, one]))
  const infoOf = (id: string): ModelInfo | null => byId.get(id) ?? parts.models.peek(id)
  const spentBy = parts.isTemporary ? null : conversationId
  return {
    // A profile that is read-only starts no turn, so its store can be written here.
    write, library: parts.library.read, ledger: ledgerOf(parts) ?? write, isTemporary: parts.isTemporary, projectId: conversation?.projectId ?? null,
    associations: parts.associations(searcher.modelId), index, searcher,
    models: parts.models, prototypes: parts.prototypes, heads: parts.intents.heads(), settings, ...(parts.models.rank === undefined ? {} : { rank: parts.models.rank }), offline: isOffline(parts),
    settingsNow: () => parts.settings.get(), offlineNow: () => isOffline(parts), knownModels,
    strategy: strategyFor(settings, conversation), strategyName: (conversation?.budget ?? null) === null ? settings.strategyName : `${settings.strategyName}, own budget`,
    persona: personaFor(settings, conversation), goal: conversation?.goal ?? '', rules: rulesOf(write, conversationId),
    candidates: { local, cloud, pinned, route: chosen, loopbackProviders: parts.models.loopbackProviders() },
    clock: parts.clock, log: parts.log,
    world: () => readWorld(parts.options.isOnBattery ?? null),
    money: moneyOf(parts, infoOf, spentBy, strategyFor(settings, conversation).budget.reserve),
    healthOf: (id) => healthOf(parts, infoOf(id)),
    hostOf: (id) => parts.models.hostOf(id),
    loaders: (search) => parts.intents.loaders(search),
    source: (id, name, timeLimitMs) => parts.resilience.source(id, name, { timeLimitMs }),
    askPerson: (question, signal) => parts.questions.ask({ ...question, turnId, conversationId }, signal),
    answers: parts.isTemporary ? null : parts.answers,
    squeezeShare: (id) => parts.spending.squeezeShare(id, spentBy),
    noteGiven: (given) => parts.spending.noteCached({ ...given, conversationId: spentBy, turnId }),
    indexSettled: () => parts.indexer.settled(),
    profileOf: (model) => parts.profiles.of(model.key),
    noteUse(use) {
      // A full disk must not cost the answer that was just written.
      try { parts.profiles.noteUse(use) } catch (error) { parts.log.warn(`what an answer told of its model could not be kept: ${String(error)}`) }
      parts.calibrator.usedFirst(use.model)
    },
    forgets: () => parts.forgets.count,
    takeEgress: () => parts.models.takeEgress(conversationId),
  }
}

/** @param reserve tokens that the person keeps free for an answer; null where the window decides */
function moneyOf(parts: Omit<TalkEngineParts, 'turns'>, infoOf: (id: string) => ModelInfo | null, conversationId: string | null, reserve: number | null): TurnMoney {
  const isFree = (info: ModelInfo | null) => info === null || info.place === 'local'
  return {
    todayUsd: () => parts.spending.today().costUsd,
    monthUsd: () => parts.spending.month().costUsd,
    expected(modelId, promptTokens) {
      const info = infoOf(modelId)
      if (isFree(info)) return 0
      return info!.price === null ? null : costOf({ promptTokens, evaluatedTokens: promptTokens, cachedTokens: 0, outputTokens: usualAnswerTokens, reported: false }, info!.price)
    },
    budget(modelId, promptTokens) {
      const info = infoOf(modelId)
      if (isFree(info)) return { state: 'fits', sentence: null }
      return parts.spending.budget(modelId, conversationId, {
        promptTokens, countingExact: false, mostOutputTokens: reserve ?? reserveFor(info!.windowTokens ?? usualWindow), price: info!.price ?? { input: null, output: null }, modelName: info!.name,
      })
    },
    leftUsd: (modelId) => isFree(infoOf(modelId)) ? null : parts.spending.leftUsd(modelId, conversationId),
  }
}

function healthOf({ resilience }: Pick<TalkEngineParts, 'resilience'>, info: ModelInfo | null): HealthAnswer {
  const known = info?.providerId === null || info === null ? undefined : resilience.list().find((one) => one.kind === 'provider' && one.id === info.providerId)
  if (known === undefined) return { state: 'closed', retryAt: null, sentence: '' }
  const { id, name, state, retryAt, last, failures } = known
  return { state, retryAt, sentence: last === null ? `${name} failed ${failures} times in a row.` : last.message, failure: resilience.provider(id, name).resting() }
}

/** What the person pinned to a conversation, or switched off in it. */
function rulesOf(write: WriteDb, conversationId: string): TurnTools['rules'] {
  const rules = listPieceRules(write, conversationId)
  const idsOf = (rule: 'pin' | 'leave-out') => new Set(rules.filter((one) => one.rule === rule).map((one) => one.pieceId))
  return { pinned: idsOf('pin'), off: idsOf('leave-out') }
}
