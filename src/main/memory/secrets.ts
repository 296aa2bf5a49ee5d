/**
 * True when a sentence holds something that must never be learned: a card or account number, a key, a password. Said as
 * "my password is …" it is refused whatever follows.
 */
export function holdsSecret(text: string): boolean {
  if (/\b(?:pass(?:word|phrase|code|wort)|kennwort|mot de passe|contraseña|pin(?: code)?|cvv|cvc|secret key|api[ -]?key|private key|access token|recovery (?:code|phrase)|seed phrase|tan|puk|2fa|door ?code|alarm code|unlock code|safe code|combination)\b.{0,40}\b(?:is|are|ist|est|es|=|:)\s*\S|\b(?:password|passwort|pin|contraseña)\s*[:=]/iu.test(text)) return true
  if (/\b(?:sk-|pk_|rk_|ghp_|gho_|github_pat_|glpat-|xox[abprs]-|AKIA|ASIA|AIza|ya29\.|eyJ[\w-]{10,}\.)[\w-]{8,}|-----BEGIN/u.test(text)) return true
  for (const [digits] of text.matchAll(/\b\d(?:[ -]?\d){12,18}\b/gu)) if (passesLuhn(digits.replace(/\D/g, ''))) return true
  for (const [code] of text.matchAll(/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/gu)) if (passesIban(code.replaceAll(' ', ''))) return true
  return [...text.matchAll(/\b(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{24,}\b/gu)].some(([word]) => new Set(word).size >= 12)
}

/** The check digit of card numbers. */
function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at])
    sum += at % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

/** ISO 13616: letters become numbers, the whole leaves 1 when divided by 97. */
function passesIban(code: string): boolean {
  let rest = 0
  for (const character of code.slice(4) + code.slice(0, 4)) rest = Number(`${rest}${parseInt(character, 36)}`) % 97
  return rest === 1
}
