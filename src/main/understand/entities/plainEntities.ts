import type { MessageEntity } from '../../../shared/understanding.ts'

type Kind = MessageEntity['kind']
interface Form { readonly kind: Kind; readonly pattern: RegExp }

const amount = '\\d{1,3}(?:[ ,.’\']\\d{3}){0,4}(?:[.,]\\d{1,2})?|\\d{1,15}(?:[.,]\\d{1,2})?'
const currency = 'euros?|eur|dollars?|usd|pounds?|gbp|francs?|franken|chf|yen|cents?|kron[aoe]r?|złoty|zloty|rupees?|pesos?|bucks'

/** What can be told by its form alone, in any language. The first that takes a place keeps it. */
const forms: readonly Form[] = [
  { kind: 'url', pattern: /(?<![\p{L}\p{N}@])(?:https?:\/\/|www\.)[^\s<>"'“”„«»)\]]{2,500}/giu },
  { kind: 'email', pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}(?![\p{L}\p{N}])/giu },
  { kind: 'money', pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:[€$£¥] ?(?:${amount})(?: ?(?:k|million|billion|m|bn)(?!\\p{L}))?|(?:${amount}) ?(?:[€$£¥]|(?:million |billion )?(?:${currency})(?![\\p{L}])))`, 'giu') },
  { kind: 'phone', pattern: /(?<![\p{L}\p{N}.,])(?:\+\d{1,3}[ ()./-]{0,2}(?:\d[ ()./-]{0,2}){6,12}\d|\(?0\d{1,5}\)?[ /-]\d{2,4}(?:[ /-]?\d{2,4}){1,3}|\d{3}[ -]\d{3}[ -]\d{4}|\d{3}[ -]01\d\d)(?![\p{N}])/gu },
  { kind: 'media', pattern: /(?<=\b(?:book|novel|film|movie|song|album|series|show|game|play|podcast|poem|buch|roman|lied|serie|livre|chanson|libro|película|canción|by|called|titled) ?)(?:“[^“”\n]{2,80}”|"[^"\n]{2,80}"|„[^„“”\n]{2,80}[“”]|«[^«»\n]{2,80}»)/giu },
]
const numbers = /(?<![\p{L}\p{N}.,:/-])-?\d{1,15}(?:[ ,.’']\d{3}(?!\d))*(?:[.,]\d{1,6})?(?: ?%)?(?![\p{L}\p{N}]|[:/-]\d)/gu

/** E-mail addresses, links, amounts of money, phone numbers and titles between quotation marks; numbers are read after the times. */
export function plainEntities(text: string): MessageEntity[] {
  return forms.flatMap(({ kind, pattern }) => Array.from(text.matchAll(pattern), (found) => entityAt(text, kind, found.index, found.index + trimmed(found[0]).length)))
}

/** Numbers that are nothing else. */
export function numberEntities(text: string): MessageEntity[] {
  return Array.from(text.matchAll(numbers), (found) => entityAt(text, 'number', found.index, found.index + found[0].length))
}

/** What stands from one place until before another, in UTF-16 units, as an entity of a kind. */
export function entityAt(text: string, kind: Kind, start: number, end: number): MessageEntity {
  return { text: text.slice(start, end), kind, start, end }
}

/** The sign that ends a sentence belongs to no address. */
function trimmed(found: string): string {
  return found.replace(/[.,;:!?]{1,5}$/u, '')
}
