import { classifyIntent, type IntentOutcome } from './intent/classifyIntent.ts'
import { nearestOwnIntent } from './intent/ownIntents.ts'
import type { UnderstandHeads } from './heads.ts'

/** The intent of a message; where the trained head is missing, the user's own intents alone. */
export function readIntent(text: string, vector: Float32Array, { intent, own }: UnderstandHeads): IntentOutcome {
  if (intent !== null) return classifyIntent(text, vector, intent, own)
  const near = nearestOwnIntent(text, vector, own)
  if (near === null) return { intent: null, entry: null, ownIntent: null, inScope: true, alternatives: [] }
  const { id, name } = near.intent
  return { intent: { id, name, confidence: Math.round(near.nearness * 1000) / 1000, by: 'own' }, entry: null, ownIntent: near.intent, inScope: true, alternatives: [] }
}
