import type { Piece } from '../../shared/piece.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Understanding } from '../../shared/understanding.ts'
import { strictestLabel } from '../../shared/words.ts'
import { estimateTokens } from '../models/tokens/estimateTokens.ts'
import { isKeptHere } from '../router/ground.ts'
import { route } from '../router/route.ts'
import type { Route, RouteAsk, RouteFacts } from '../router/routeTypes.ts'
import { bindingLabel, carriedLabel, holdBackPersonal } from './holdBack.ts'
import type { TurnRequest, TurnTools } from './turnTypes.ts'

export interface RouteTurnAsk {
  readonly request: TurnRequest
  readonly understanding: Understanding
  /** What may stand in the prompt. */
  readonly pieces: readonly Piece[]
}

/** The route of a turn, and what the person said where a rule had them asked. */
export interface RoutedTurn { readonly chosen: Route; readonly asked: 'local' | 'cloud' | 'stop' | null; readonly facts: RouteFacts }

/** So much of a talk tells how many tokens its characters take. */
const measuredChars = 6000
/** System text, persona and fences around the notes, about. */
const framingTokens = 350

/** Collects what a route depends on, asks the person where a rule wants that, and asks the router again with the answer. */
export async function routeTurn(ask: RouteTurnAsk, tools: TurnTools): Promise<RoutedTurn> {
  const routeAsk = readAsk(ask, tools)
  const facts: RouteFacts = { ...routeAsk.facts, bound: ask.request.modelId !== null ? 'model' : isKeptHere(routeAsk) ? 'here' : null }
  const first = route(routeAsk)
  if (first.destination !== 'ask' || first.question === null) return { chosen: first, asked: null, facts }
  const { cloudModelId, localModelId, reason } = first.question
  const named = (modelId: string | null) => modelId === null ? null : tools.knownModels.find((one) => one.id === modelId) ?? null
  const [cloud, local] = [named(cloudModelId), named(localModelId)]
  const asked = await tools.askPerson({
    reason, ruleName: first.policyRule?.name ?? '',
    cloud: cloud === null ? null : { modelId: cloud.id, modelName: cloud.name, destination: tools.hostOf(cloud.id), cost: routeAsk.expectedCost(cloud.id) },
    local: local === null ? null : { modelId: local.id, modelName: local.name },
    leaves: countLeaving(ask, first.ceiling),
  }, ask.request.signal)
  if (asked === 'stop') return { chosen: { ...first, destination: 'none', modelId: '', modelName: '', reason: 'Stopped by you when a rule asked. Nothing was sent.', question: null }, asked, facts }
  // Settings may have changed while the question stood: offline, labels and budgets are looked at once more.
  const chosen = route({ ...readAsk(ask, tools), answered: asked })
  // A yes holds for the model that it was given for: where rules or money name another one by now, it is asked anew.
  return chosen.destination === 'cloud' && chosen.modelId !== cloudModelId ? routeTurn(ask, tools) : { chosen, asked, facts }
}

function readAsk({ request, understanding, pieces }: RouteTurnAsk, tools: TurnTools): RouteAsk {
  const settings = forAsked(tools.settingsNow(), request.modelId)
  const { world, money } = tools
  const tokens = talkTokens(request)
  const promptTokens = tokens + framingTokens + noteTokens(pieces.filter(isNote))
  const { local, cloud, pinned, route: conversationRoute, loopbackProviders } = request.modelId === null ? tools.candidates
    : { ...tools.candidates, route: request.modelId, pinned: tools.models.peek(request.modelId) }
  const at = new Date(tools.clock.now())
  const now = world()
  return {
    understanding, label: strictestLabel(pieces.map(bindingLabel)), conversationRoute, settings, offline: tools.offlineNow(), localOnly: settings.localOnly, policy: settings.policy,
    facts: {
      taskClass: understanding.taskClass, task: understanding.task, intentId: understanding.intent?.id ?? null, topics: understanding.topics, language: understanding.language,
      label: strictestLabel(pieces.map(carriedLabel)),
      tokens, difficulty: understanding.difficulty, hourOfDay: at.getHours() + at.getMinutes() / 60,
      spentTodayUsd: money.todayUsd(), spentMonthUsd: money.monthUsd(), online: now.online, power: now.power, battery: now.battery,
      localModelLoaded: local === null ? null : local.state === 'ready',
    },
    local, cloud, pinned, models: tools.knownModels, loopbackProviders,
    expectedCost: (modelId) => money.expected(modelId, promptTokens),
    budget: (modelId) => money.budget(modelId, promptTokens),
    health: (modelId) => tools.healthOf(modelId),
    thrift: settings.thrift, leftUsd: (modelId) => money.leftUsd(modelId),
    answered: null,
  }
}

const isNote = ({ region }: Piece) => region === 'memories' || region === 'documents' || region === 'results' || region === 'profile'
const noteTokens = (notes: readonly Piece[]) => Math.ceil(notes.reduce((sum, piece) => sum + piece.text.length, 0) / 4)

/** What would go along if the person said yes: tokens about, notes, and the notes that would stay here. */
function countLeaving({ request, pieces }: RouteTurnAsk, ceiling: Route['ceiling']): { tokens: number; notes: number; heldBack: number } {
  const notes = pieces.filter(isNote)
  const kept = ceiling === 'personal' ? notes : holdBackPersonal(notes).kept
  return { tokens: talkTokens(request) + framingTokens + noteTokens(kept), notes: kept.length, heldBack: notes.length - kept.length }
}

/** "Answer again with …" is a word about this very turn: rules that only place turns give way to it, one that refuses does not. */
function forAsked(settings: Settings, modelId: string | null): Settings {
  if (modelId === null) return settings
  return { ...settings, policy: settings.policy.filter(({ then }) => then.kind === 'refuse'), taskRules: settings.taskRules.filter(({ place }) => place === 'cloud') }
}

/** Tokens of the message and the talk before it, about: the newest of it is read, and the rest weighs as much by its length. */
function talkTokens({ userMessage, earlier }: TurnRequest): number {
  let read = ''
  let chars = 0
  for (const { text } of [userMessage, ...earlier.toReversed()]) {
    if (read.length < measuredChars) read += text.slice(0, measuredChars - read.length)
    chars += text.length
  }
  return read === '' ? 0 : Math.round(estimateTokens(read) * chars / read.length)
}
