import { isCardNumber, isIban } from './checksums.ts'
import { isEncodedJson, looksRandom } from './entropy.ts'
import { matchesOf } from './matches.ts'

export type SecretKind = 'private-key' | 'token' | 'api-key' | 'password' | 'card' | 'iban'
export interface Secret { readonly start: number; readonly end: number; readonly kind: SecretKind }

interface Rule { readonly kind: SecretKind; readonly pattern: RegExp; readonly holds: (found: string, value: string) => boolean }

const always = () => true

// Every quantifier is bounded or runs over one class that its neighbours exclude, so no text makes a pattern go back far.
const rules: readonly Rule[] = [
  { kind: 'private-key', pattern: /-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s:,.]|-(?!-)){0,20000}(?:-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?/g, holds: always },
  { kind: 'token', pattern: /(?<![A-Za-z0-9_-])(eyJ[A-Za-z0-9_-]{8,4000})\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{8,4000}/g, holds: (_, header) => isEncodedJson(header) },
  // Issuers whose keys have one fixed form.
  { kind: 'api-key', pattern: /(?<![A-Za-z0-9_-])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{35}|gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255}|glpat-[A-Za-z0-9_-]{20,64}|AGE-SECRET-KEY-1[A-Z0-9]{58}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}|(?:dop|doo|dor)_v1_[a-f0-9]{64}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})(?![A-Za-z0-9_-])/g, holds: looksRandom },
  // Issuers whose keys vary in length: only a value that looks drawn by chance counts, not a placeholder in words.
  { kind: 'api-key', pattern: /(?<![A-Za-z0-9_-])(?:sk-(?:ant-|proj-|or-)?|(?:sk|rk)_(?:live|test)_|whsec_|xox[abeprs]-|hf_|npm_|pypi-|gsk_|xai-|ya29\.|r8_|pplx-)([A-Za-z0-9_-]{18,300})/g, holds: (_, value) => looksRandom(value) },
  { kind: 'password', pattern: /(?<![A-Za-z])(?:pass(?:word|wd|phrase)?|passwort|kennwort|pwd|secret|api[_-]?key|auth[_-]?token|access[_-]?token|client[_-]?secret)["']?\s{0,4}(?::=|=>|[:=])\s{0,4}["']?([^\s"'`,;<>(){}[\]]{8,200})/gi, holds: (_, value) => isAssigned(value) },
  { kind: 'iban', pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g, holds: isIban },
  { kind: 'card', pattern: /(?<!\d|\d[ .-]|[A-Za-z_])(?:[2-6]\d{3}|1800)(?:[ -]?\d){8,15}(?!\d|[ .-]\d|[A-Za-z_])/g, holds: isCardNumber },
]

/** A value after `password =`: letters mixed with digits or signs; words, paths of variables and templates do not count. */
function isAssigned(value: string): boolean {
  if (/^(?:\$|%|<|process\.|os\.|env\.|https?:)/i.test(value) || /^[*•x.]+$/i.test(value)) return false
  return /[A-Za-z]/.test(value) && /[\d!@#$%^&*+=?~]/.test(value)
}

/**
 * Secrets in a text: private keys, signed tokens, issuers' API keys, assigned passwords, card numbers (Luhn) and
 * bank accounts (ISO 13616, mod 97). Spans are in UTF-16 units, in order, and do not overlap. Linear in the text's length.
 */
export function findSecrets(text: string): Secret[] {
  const found: Secret[] = []
  for (const { kind, pattern, holds } of rules) {
    for (const match of matchesOf(pattern, text)) {
      if (holds(match[0], match[1] ?? match[0])) found.push({ start: match.index, end: match.index + match[0].length, kind })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: Secret[] = []
  for (const one of found) if (one.start >= (apart.at(-1)?.end ?? 0)) apart.push(one)
  return apart
}
