import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'

/** What turns a passphrase into a key (scrypt, RFC 7914); stored beside what it seals. */
export interface Stretch { readonly n: number; readonly r: number; readonly p: number; readonly salt: Buffer }

/** One sealed text (AES-256-GCM, NIST SP 800-38D). */
export interface Sealed { readonly iv: Buffer; readonly tag: Buffer; readonly data: Buffer }

const keyBytes = 32
const ivBytes = 12

/** A new salt with the work that one try costs: 128 MB of memory and about half a second. */
export function newStretch(): Stretch {
  return { n: 2 ** 17, r: 8, p: 1, salt: randomBytes(16) }
}

/** Makes the key of a passphrase. The same words typed on another system give the same key. */
export function stretch(passphrase: string, { n, r, p, salt }: Stretch): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, keyBytes, { N: n, r, p, maxmem: 129 * n * r * p + 1_048_576 }, (error, key) => { if (error === null) resolve(key); else reject(error) })
  })
}

/** @param place what the text belongs to: sealed for one place, it opens in no other */
export function seal(text: string, key: Buffer, place: string): Sealed {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { iv, tag: cipher.getAuthTag(), data }
}

/** The text, or null where the key is another one, the place is, or a bit was changed. */
export function unseal({ iv, tag, data }: Sealed, key: Buffer, place: string): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(Buffer.from(place)).setAuthTag(tag)
    return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
