import { readdirSync, readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'

/** What a person's rules may ask about this computer at this moment. */
export interface World {
  /** Whether it has an address that another computer could be reached by; nothing is sent to find out. */
  readonly online: boolean
  readonly power: 'plugged' | 'battery' | 'unknown'
  /** How full the battery is, 0 to 1; null where there is none, or where the system does not tell. */
  readonly battery: number | null
}

/** What Linux tells of batteries and mains. */
const powerFolder = '/sys/class/power_supply'

/**
 * Reads network and power as the system tells them. What it does not tell is `unknown`, which no rule matches.
 * @param isOnBattery the host's own knowledge, where it has one
 * @param folder where the supplies stand, for tests
 */
export function readWorld(isOnBattery: (() => boolean) | null = null, folder = powerFolder): World {
  const supplies = readSupplies(folder)
  const batteries = supplies.filter((one) => one.type === 'Battery' && one.scope !== 'Device')
  const levels = batteries.flatMap((one) => one.capacity === null ? [] : [one.capacity])
  const power = isOnBattery !== null ? isOnBattery() ? 'battery' : 'plugged'
    : supplies.some((one) => one.type === 'Mains' && one.online === '1') ? 'plugged'
      : batteries.some((one) => one.status === 'Discharging') ? 'battery'
        : batteries.length > 0 ? 'plugged' : 'unknown'
  return { online: hasAddress(), power, battery: levels.length === 0 ? null : levels.reduce((sum, one) => sum + one, 0) / levels.length / 100 }
}

function hasAddress(): boolean {
  return Object.values(networkInterfaces()).flat().some((one) => one !== undefined && !one.internal && !one.address.startsWith('fe80:'))
}

function readSupplies(folder: string) {
  try {
    return readdirSync(folder).map((name) => {
      const read = (field: string): string | null => {
        try { return readFileSync(join(folder, name, field), 'utf8').trim() } catch { return null }
      }
      const capacity = Number(read('capacity') ?? Number.NaN)
      // A mouse's or a phone's battery is not this computer's.
      return { type: read('type'), scope: read('scope'), status: read('status'), online: read('online'), capacity: capacity >= 0 && capacity <= 100 ? capacity : null }
    })
  } catch {
    return []
  }
}
