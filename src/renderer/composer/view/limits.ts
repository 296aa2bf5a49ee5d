import type { ModelInfo } from '../../../shared/model.ts'
import type { LimitState } from '../../../shared/spending.ts'

export type NextCall = { route: string; conversationId: string | null; models: readonly ModelInfo[]; cloudModelId: string | null }

/** The reached limit that the next message would run into, or null: one of everything, of this conversation, or of the model that would answer. */
export function findReached(limits: readonly LimitState[], reached: readonly string[], { route, conversationId, models, cloudModelId }: NextCall): LimitState | null {
  const model = models.find((one) => one.id === route) ?? models.find((one) => one.id === cloudModelId)
  return limits.find(({ limit: { id, scope } }) => reached.includes(id) && (
    scope.kind === 'all'
    || (scope.kind === 'conversation' && scope.conversationId === conversationId)
    || (scope.kind === 'model' && scope.modelId === model?.id)
    || (scope.kind === 'provider' && model !== undefined && scope.providerId === model.providerId)
  )) ?? null
}
