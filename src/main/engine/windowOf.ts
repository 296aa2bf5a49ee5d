import type { ModelInfo } from '../../shared/model.ts'

/** Taken for a model that has not said how much it holds; the turn itself asks the loaded model. */
const unknownWindow = 4096

/** Tokens that a model holds, as far as that is known without loading it. */
export function windowOf(model: Pick<ModelInfo, 'windowTokens'> | null): number {
  return model?.windowTokens ?? unknownWindow
}
