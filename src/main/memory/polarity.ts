import { denialsIn, factSignature, isDenial, spellOut } from './sameFact.ts'
import { contentStems } from './words.ts'

/** A taste: what it is about, in stems, and whether it is liked. */
export interface Taste { readonly object: string; readonly likes: boolean }

const liking = /\b(?:like[sd]?|loves?|loved|enjoy(?:s|ed)?|adores?|prefers?|fond of|fan of|into|keen on|favou?rite|crazy about|passionate about)\b/iu
const disliking = /\b(?:hates?|hated|dislikes?|detests?|loathes?|despises?|can(?:['’]?t|not) (?:stand|bear)|allergic to|sick of|tired of|fed up with|averse to)\b/iu
const eating = /\b(?:eats?|drinks?|eating|drinking|smokes?|smoking)\b/iu
const said = new Set('like love enjoy adore prefer fond fan keen favourite favorite crazy passionate hate dislike detest loathe despise stand bear allergic sick tired fed averse eat drink smoke big huge great stop quit start longer anymore use used cannot want every day'.split(' ').flatMap(contentStems))

/** Reads a taste or a habit of eating; null for a sentence about anything else, and where nothing is left to like. */
export function tasteIn(text: string): Taste | null {
  const dislikes = disliking.test(text)
  if (!dislikes && !liking.test(text) && !eating.test(text)) return null
  // "I prefer tea over coffee" is about tea.
  const about = spellOut(text).replace(/\b(?:over|rather than|instead of|more than|than|because|since|when|but|so)\b.*$/iu, '')
  const object = [...new Set(contentStems(about).filter((stem) => !said.has(stem)))].sort().join(' ')
  return object === '' ? null : { object, likes: (dislikes === isDenial(withoutStanding(text))) !== /\bused to\b/iu.test(text) }
}

/** "I can't stand tea" holds no denial beside the dislike itself. */
function withoutStanding(text: string): string {
  return text.replace(/\bcan(?:['’]?t|not) (?=stand|bear)/giu, '')
}

/** True when two sentences are about the same thing and one takes back what the other says. */
export function contradictsTaste(one: string, other: string): boolean {
  const [a, b] = [tasteIn(one), tasteIn(other)]
  return a !== null && b !== null && a.object === b.object && a.likes !== b.likes
}

const meat = /(?<![\p{L}])(?:meat|steaks?|beef|pork|chicken|bacon|ham|lamb|veal|sausages?|burgers?|hamburgers?|ribs|schnitzel|salami|turkey|duck|kebabs?|meatballs?|barbecue)(?![\p{L}])/iu
const animal = /(?<![\p{L}])(?:cheese|milk|butter|yogh?urt|eggs?|honey|fish|salmon|tuna|seafood|sushi|shrimps?|prawns?)(?![\p{L}])/iu
const withoutMeat = /(?:(?<=[iI])(?=['’]m )|(?<![\p{L}]))(?:(?:stopped|quit|avoid|gave up) (?:eating )?(?:red )?meat|(?:don['’]?t|do not|never|no longer) eat (?:any )?(?:red )?meat|(?:am|['’]m|been|became|become) (?:(?:now|also|still|a|an|strict|mostly) )*(?:vegetarian|vegan))(?![\p{L}])/iu

/** True where one sentence gives up meat, or all that comes from animals, and the other one eats or likes some: "I love steak". */
export function contradictsDiet(one: string, other: string): boolean {
  return [[one, other], [other, one]].some(([diet, dish]) => {
    const taste = tasteIn(dish!)
    return withoutMeat.test(diet!) && !/\bnot (?:an? )?(?:vegetarian|vegan)/iu.test(diet!) && !withoutMeat.test(dish!) && taste?.likes === true && !/\b(?:vegan|vegetarian|veggie|plant-based|soy|oat|almond)\b/iu.test(dish!) && (meat.test(dish!) || (/\bvegan\b/iu.test(diet!) && animal.test(dish!)))
  })
}

/** True when one sentence is the denial of the other, word for word otherwise. */
export function isDenialOf(one: string, other: string): boolean {
  if (isDenial(one) === isDenial(other) && Math.abs(denialsIn(one) - denialsIn(other)) !== 1) return false
  const plain = (text: string) => factSignature(text).split(' ').filter((stem) => !/^(?:not|no|never|do|did|doe|longer|any|more|stop|quit|nicht|kein|keine|keinen|mehr|pa|ne|n|plu|jamai|ya|non|piu|nao|mai|ja|cannot|can|have|ha)$/.test(stem)).join(' ')
  return plain(one) === plain(other)
}
