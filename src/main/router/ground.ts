import type { ModelInfo } from '../../shared/model.ts'
import type { RouteAsk } from './routeTypes.ts'
import { isUsable } from './words.ts'

/** Who could answer, before anybody asked what is wanted. */
export interface Ground {
  /** True for a model whose answers never leave this computer: its own, or one of a server on it. */
  stays(model: ModelInfo | null): boolean
  /** The model that this conversation picked, if it can answer. */
  readonly pinned: ModelInfo | null
  /** Who answers on this computer. */
  readonly here: ModelInfo | null
  /** Who answers in the cloud where nobody is named. A picked cloud model is never swapped for another provider's. */
  readonly cloud: ModelInfo | null
  readonly picksCloud: boolean
  /** True when the person keeps this conversation on this computer. */
  readonly isKeptHere: boolean
}

/** Reads from the models and the conversation's choice who could answer. */
export function readGround(ask: RouteAsk): Ground {
  const stays = (model: ModelInfo | null) => model !== null && (model.place === 'local' || ask.loopbackProviders.includes(model.providerId ?? ''))
  const pinned = usable(ask.pinned)
  const picksCloud = ask.pinned !== null && !stays(ask.pinned)
  return {
    stays, pinned, picksCloud,
    here: stays(pinned) ? pinned : usable(ask.local) ?? (stays(ask.cloud) ? usable(ask.cloud) : null),
    cloud: picksCloud ? pinned : stays(ask.cloud) ? null : usable(ask.cloud),
    isKeptHere: ask.conversationRoute === 'local' || stays(pinned),
  }
}

/** True where no rule can send the turn away: a switch or the person's choice for the conversation keeps it on this computer. */
export function isKeptHere(ask: RouteAsk): boolean {
  return ask.offline || ask.localOnly || readGround(ask).isKeptHere
}

/** The model if it can answer, else null. */
export function usable(model: ModelInfo | null | undefined): ModelInfo | null {
  return model !== null && model !== undefined && isUsable(model) ? model : null
}
