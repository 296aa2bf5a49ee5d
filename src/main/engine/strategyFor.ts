import type { Conversation } from '../../shared/message.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Persona, StrategyValues } from '../../shared/strategy.ts'

/** How contexts of a conversation are made: as the settings say, with its own budget where it has one. */
export function strategyFor(settings: Settings, conversation: Pick<Conversation, 'budget'> | null): StrategyValues {
  const budget = conversation?.budget ?? null
  return budget === null ? settings.strategy : { ...settings.strategy, budget }
}

/** Who answers in a conversation; null where nobody was chosen, or the one chosen is gone. */
export function personaFor(settings: Settings, conversation: Pick<Conversation, 'personaId'> | null): Persona | null {
  const id = conversation?.personaId ?? settings.personaId
  return settings.personas.find((persona) => persona.id === id) ?? null
}
