import { outsideName, type IntentSet, type LabelledText } from '../../intentData.ts'

/** What one part of the head is taught with. `outside` texts belong to none of its intents. */
export interface PartTexts {
  readonly name: 'everyday' | 'assistant' | 'banking'
  readonly ids: readonly string[]
  readonly taught: readonly LabelledText[]
  /** How far the answers can be trusted is measured on these, by a head that never saw them. */
  readonly checked: readonly LabelledText[]
  /** Those of `checked` that come from the set's training part, and are taught too once that has been measured. */
  readonly lent: readonly LabelledText[]
  /** How much a text that belongs to none counts, while training. */
  readonly outsideWeight: number
}

/**
 * Of the texts for checking that belong to none, this share is to be refused: more than the 0.85 that is aimed at, since a share of a
 * hundred texts is uncertain by six in a hundred, and since these are the easier ones.
 */
export const refusedShare = 0.91

/** One text in so many of a set without a validation part of its own is kept for checking at first. */
const checkedOneIn = 20
/** Intents of CLINC150 that HWU64 speaks of too; texts of all others are outside for it. */
const sharedWithAssistant = /^(?:alarm|calculator|calendar|calendar_update|change_volume|date|time|timezone|definition|exchange_rate|measurement_conversion|meeting_schedule|next_song|no|yes|maybe|cancel|repeat|order|order_status|play_music|recipe|cook_time|ingredients_list|nutrition_info|calories|reminder|reminder_update|restaurant_reviews|restaurant_suggestion|restaurant_reservation|how_busy|schedule_meeting|shopping_list|shopping_list_update|smart_home|spelling|tell_joke|fun_fact|text|thank_you|todo_list|todo_list_update|traffic|translate|travel_suggestion|uber|update_playlist|weather|what_song|directions|distance|current_location|greeting|goodbye|meaning_of_life|are_you_a_bot|do_you_have_pets|how_old_are_you|what_.*|who_.*|where_.*)$/
/** Intents of CLINC150 that banks hear too. */
const sharedWithBanking = /card|account|transfer|balance|bill|payment|pin|credit|fee|exchange_rate|routing|deposit|transactions|fraud|apr|interest|spending|rewards|checks/

/** Shares the sets out over the parts of the head. The same sets give the same texts in the same order. */
export function splitForParts(sets: readonly IntentSet[]): PartTexts[] {
  const everyday = sets.find(({ name }) => name === 'clinc150')
  return sets.map((set): PartTexts => {
    const ids = [...new Set(set.train.map(({ intent }) => intent))].sort()
    if (set.name === 'clinc150') {
      const outside = (texts: readonly string[]) => texts.map((text) => ({ text, intent: outsideName }))
      return { name: 'everyday', ids, taught: [...set.train, ...outside(set.outside.train)], checked: [...set.validation, ...outside(set.outside.validation)], lent: [], outsideWeight: 3 }
    }
    const isShared = set.name === 'hwu64' ? sharedWithAssistant : sharedWithBanking
    const foreign = (texts: readonly LabelledText[], oneIn: number) => texts.filter(({ intent }) => !isShared.test(intent)).filter((_, at) => at % oneIn === 0).map(({ text }) => ({ text, intent: outsideName }))
    const lent = set.train.filter((_, at) => at % checkedOneIn === 0)
    return {
      name: set.name === 'hwu64' ? 'assistant' : 'banking', ids, lent, outsideWeight: 1,
      taught: [...set.train.filter((_, at) => at % checkedOneIn !== 0), ...foreign(everyday?.train ?? [], 8), ...(everyday?.outside.train ?? []).map((text) => ({ text, intent: outsideName }))],
      checked: [...lent, ...foreign(everyday?.validation ?? [], 8), ...(everyday?.outside.validation ?? []).map((text) => ({ text, intent: outsideName }))],
    }
  })
}
