import type { ModelAbilities } from '../../../shared/model.ts'
import type { Failure } from '../../../shared/result.ts'
import type { GenerateRequest } from '../ports.ts'

/** Why a request cannot be put to this model at all; null where it can. Asked before anything is sent. */
export function whyUnsupported(request: GenerateRequest, model: string, abilities: ModelAbilities): Failure | null {
  if (request.schema !== undefined) return { kind: 'unsupported', message: 'A model behind HTTP cannot be held to a schema, so nothing was sent.', next: 'Use a model on this computer.' }
  if ((request.images?.length ?? 0) > 0 && !abilities.images) return { kind: 'unsupported', message: `${model} takes no pictures, so nothing was sent.`, next: 'Choose a model that takes pictures, or say in Settings that this one does.' }
  if (request.images?.some((one) => !/^image\/[\w.+-]+$/.test(one.mediaType))) return { kind: 'unsupported', message: `Only pictures can go to ${model} beside text, so nothing was sent.`, next: 'Leave the file out, or put its text into the message.' }
  if ((request.tools?.length ?? 0) > 0 && !abilities.tools) return { kind: 'unsupported', message: `${model} calls no tools, so nothing was sent.`, next: 'Choose a model that calls tools, or say in Settings that this one does.' }
  return null
}
