import { classifyIntent, type IntentOutcome } from './intent/classifyIntent.ts'
import { nearestOwnIntent } from './intent/ownIntents.ts'
import type { UnderstandHeads } from './heads.ts'

/** What is ordered of the app itself is no request that the built-in intents know, though some of them sound alike ("turn on the lights"). */
const ofTheApp = /^\s*(?:(?:please|can you|could you|would you|hey|ok(?:ay)?|now),? )*(?:(?:turn|switch|put|go|set|change|use|enable|disable|activate|deactivate|leave|make)(?: it| the (?:app|window|screen|theme))?(?: (?:on|off|to|into|back to|in|out of))?(?: the)? )(?:(?:dark|light|night|high[- ]contrast) (?:mode|theme|colou?rs)|offline(?: mode)?|online)(?: (?:on|off))?(?:,? please)?[\s.!?]*$/iu

/** The intent of a message; where the trained head is missing, the user's own intents alone. */
export function readIntent(text: string, vector: Float32Array, { intent, own }: UnderstandHeads): IntentOutcome {
  if (intent !== null) {
    const outcome = classifyIntent(text, vector, intent, own)
    return outcome.ownIntent === null && ofTheApp.test(text) ? { intent: null, entry: null, ownIntent: null, inScope: true, alternatives: [] } : outcome
  }
  const near = nearestOwnIntent(text, vector, own)
  if (near === null) return { intent: null, entry: null, ownIntent: null, inScope: true, alternatives: [] }
  const { id, name } = near.intent
  return { intent: { id, name, confidence: Math.round(near.nearness * 1000) / 1000, by: 'own' }, entry: null, ownIntent: near.intent, inScope: true, alternatives: [] }
}
