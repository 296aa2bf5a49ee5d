import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Looks for a secret in every shape in which it could lie somewhere. */
export interface Canary {
  /** The shapes that were found in these bytes, by name. */
  in(bytes: Buffer | string): string[]
  /** The same for every file of a folder, with the file's name. */
  inFolder(folder: string): string[]
}

/**
 * @param secret searched for whole and by its middle, so that a shortened or starred one is found too; its last four
 *   characters may be shown and are not looked for
 */
export function createCanary(secret: string): Canary {
  const middle = secret.slice(Math.floor(secret.length / 3), -4)
  const shapes = [secret, middle].flatMap(shapesOf)
  const inBytes = (bytes: Buffer | string): string[] => {
    const all = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    return [...new Set(shapes.filter(([, needle]) => all.includes(needle)).map(([name]) => name))]
  }
  return {
    in: inBytes,
    inFolder: (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
      if (!statSync(join(folder, name)).isFile()) return inBytes(name).map((shape) => `the name ${name}: ${shape}`)
      const bytes = readFileSync(join(folder, name))
      // A packed file could hide anything from this search, so there must be none.
      if (bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) || bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return [`${name}: packed, cannot be searched`]
      return [...inBytes(bytes), ...inBytes(name)].map((shape) => `${name}: ${shape}`)
    }),
  }
}

export const shapeNames = ['plain', 'JSON', 'JSON in JSON', 'escaped', 'UTF-16 little', 'UTF-16 big', 'base64', 'base64 URL', 'hex', 'HEX', 'percent', 'reversed'] as const

function shapesOf(text: string): (readonly [(typeof shapeNames)[number], Buffer])[] {
  const bytes = Buffer.from(text)
  const json = JSON.stringify(text).slice(1, -1)
  const wide = Buffer.from(text, 'utf16le')
  const units = [...text].map((sign) => sign.charCodeAt(0).toString(16))
  // Base64 looks different at each of three places in what is packed; signs at both ends depend on the neighbours.
  const packed = [0, 1, 2].map((before) => Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '').slice(before === 0 ? 0 : 4, -2))
  return [
    ['plain', bytes], ['JSON', Buffer.from(json)], ['JSON in JSON', Buffer.from(JSON.stringify(json).slice(1, -1))], ['escaped', Buffer.from(units.map((unit) => `\\u${unit.padStart(4, '0')}`).join(''))],
    ['UTF-16 little', wide], ['UTF-16 big', Buffer.from(wide).swap16()],
    ...packed.map((one) => ['base64', Buffer.from(one)] as const), ...packed.map((one) => ['base64 URL', Buffer.from(one.replaceAll('+', '-').replaceAll('/', '_'))] as const),
    ['hex', Buffer.from(bytes.toString('hex'))], ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())], ['percent', Buffer.from(units.map((unit) => `%${unit.toUpperCase()}`).join(''))], ['reversed', Buffer.from([...text].reverse().join(''))],
  ]
}
