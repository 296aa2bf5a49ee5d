import { settings as settingsShape, type Settings } from '../../shared/settings.ts'
import { fillStrategy } from '../../shared/strategy.ts'
import type { Store } from '../storage/openStore.ts'
import { readSetting, writeSetting } from '../storage/settings.ts'

const key = 'settings'

/** The person's settings: read once, checked, kept in step with the store. A damaged value falls back to its default alone. */
export interface SettingsDesk {
  get(): Settings
  /** @throws the store's error when it cannot be written */
  set(change: Partial<Settings>): Settings
  /** Reads them anew: a forgetting has taken words out of what is stored. True where that changed something. */
  reload(): boolean
}

export function createSettingsDesk(store: Store): SettingsDesk {
  let stored: Record<string, unknown> = asRecord(readSetting(store.read, key))
  let current = readEach(stored)
  return {
    get: () => current,
    set(change) {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
      const next = { ...stored, ...given }
      // What could not be saved does not hold either.
      if (store.write !== null) writeSetting(store.write, key, next)
      stored = next
      current = readEach(stored)
      return current
    },
    reload() {
      const before = JSON.stringify(stored)
      stored = asRecord(readSetting(store.read, key))
      current = readEach(stored)
      return JSON.stringify(stored) !== before
    },
  }
}

function readEach(raw: Record<string, unknown>): Settings {
  const stored = raw['strategy'] === undefined ? raw : { ...raw, strategy: fillStrategy(raw['strategy']) }
  const whole = settingsShape.safeParse(stored)
  if (whole.success) return whole.data
  const good = Object.entries(settingsShape.shape).flatMap(([name, shape]) => {
    const read = shape.safeParse(stored[name])
    return read.success ? [[name, read.data] as const] : []
  })
  return settingsShape.parse(Object.fromEntries(good))
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
