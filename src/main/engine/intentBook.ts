import type { Output } from '../../shared/contract.ts'
import type { OwnIntent } from '../../shared/understanding.ts'
import { newId } from '../platform/ids.ts'
import type { UnderstandHeads } from '../understand/heads.ts'
import type { Clock } from '../platform/clock.ts'
import type { SettingsDesk } from './settingsDesk.ts'

/** What messages can be about, as the machine knows it and as the person taught it. */
export interface IntentBook {
  /** What messages are read with, as it stands now. */
  heads(): UnderstandHeads
  list(): Output<'intents.list'>
  save(given: Omit<OwnIntent, 'id'> & { readonly id: string | null }): Promise<OwnIntent>
  remove(intentId: string): boolean
}

export interface IntentBookOptions { readonly settings: SettingsDesk; readonly clock: Clock }

export function createIntentBook({ settings, clock }: IntentBookOptions): IntentBook {
  return {
    heads: () => ({ slots: null, difficulty: null }),
    list: () => ({ builtIn: [], own: settings.get().ownIntents, loaders: [] }),
    async save({ id, ...rest }) {
      const saved: OwnIntent = { ...rest, id: id ?? newId('n', clock.now()) }
      const { ownIntents } = settings.get()
      settings.set({ ownIntents: ownIntents.some((one) => one.id === saved.id) ? ownIntents.map((one) => one.id === saved.id ? saved : one) : [...ownIntents, saved] })
      return saved
    },
    remove(intentId) {
      const { ownIntents } = settings.get()
      const left = ownIntents.filter((one) => one.id !== intentId)
      if (left.length < ownIntents.length) settings.set({ ownIntents: left })
      return left.length < ownIntents.length
    },
  }
}
