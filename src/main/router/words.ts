import type { ModelInfo } from '../../shared/model.ts'
import type { TaskKind } from '../../shared/words.ts'

/** How each kind of task is called inside a sentence. */
export const taskWords: Readonly<Record<TaskKind, string>> = {
  'chat': 'chat', 'recall': 'questions about your notes', 'write': 'writing', 'explain': 'explanations', 'code': 'code',
  'calculate': 'calculations', 'plan': 'plans', 'summarise': 'summaries', 'translate': 'translations',
  'small-talk': 'small talk', 'command': 'commands',
}

/** True for a model that can answer now, or after it is loaded; one that only helps to find answers nothing. */
export function isUsable(model: ModelInfo): boolean {
  return model.duty === 'chat' && (model.state === 'ready' || model.state === 'loading' || model.state === 'not-loaded')
}

/**
 * Why no model can answer, and what to do next.
 * @param because why this computer was chosen
 * @param cloudWaits true when a cloud model is ready and only a rule is missing
 */
export function describeMissing(local: ModelInfo | null, because: string, cloudWaits: boolean): string {
  const missing = local === null ? 'No model is on this computer.'
    : local.state === 'downloading' ? `${local.name} is still being downloaded.`
    : local.problem !== null ? `${local.name} cannot be used: ${local.problem.message}`
    : `${local.name} is not on this computer yet.`
  const next = 'Download a model, pick a GGUF file or start a local server, in Settings under Models.'
  return [because, missing, next, ...(cloudWaits ? ['Or let a cloud model answer this kind of task.'] : [])].join(' ')
}

/** The part of a model's id that a person knows. */
export function shortModel(modelId: string): string {
  return modelId.split(':').at(-1) ?? modelId
}
