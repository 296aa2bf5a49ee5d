import type { MessageEntity } from '../../../shared/understanding.ts'
import type { Slot, SlotTagger } from '../slots/slotTagger.ts'
import { entityAt } from './plainEntities.ts'

/** What the types of the tagger are to us; the others are words of a command, not names. */
const kindOfType: Readonly<Record<string, MessageEntity['kind']>> = {
  person: 'person', artist_name: 'person', audiobook_author: 'person', place_name: 'place', business_name: 'organisation', transport_agency: 'organisation',
  event_name: 'event', date: 'date', time: 'time', timeofday: 'time', general_frequency: 'recurrence', song_name: 'media', movie_name: 'media', audiobook_name: 'media',
  podcast_name: 'media', game_name: 'media', playlist_name: 'media', radio_name: 'media', music_album: 'media', food_type: 'food', ingredient: 'food', drink_type: 'food',
  device_type: 'device', app_name: 'product',
}
/** These are names: in a text that uses capitals they carry one. */
const written: ReadonlySet<MessageEntity['kind']> = new Set(['person', 'place', 'organisation'])

/** Words that are never a name by themselves, whatever stands around them. */
const never = new Set(`a an the i me my mine you your yours he him his she her hers it its we us our they them their this that these those who what which when where why how and or but not no yes please
thanks thank hello hi hey ok okay sorry well so now then here there some any all both one two three someone anyone everyone nobody everybody something anything nothing today tomorrow yesterday
mother father mom mum dad sister brother wife husband son daughter aunt uncle cousin friend friends boss colleague family baby child children kids people man woman boy girl doctor dentist teacher
neighbour neighbor landlord grandmother grandfather grandma grandpa parents partner boyfriend girlfriend team company office house home work school city country town world place street
can could would should will do does did is are was were be been have has had let make tell show give find write explain list name number email message`.split(/\s+/))

/** After these words a name with a capital follows, in four languages; the group is the name. */
const name = '(?<name>\\p{Lu}[\\p{L}\\p{M}\'’-]{1,30}(?: (?:van |von |de |da |del |la )?\\p{Lu}[\\p{L}\\p{M}\'’-]{1,30}){0,3})'
const relative = 'mother|father|mom|mum|dad|sister|brother|wife|husband|son|daughter|aunt|uncle|cousin|friend|boss|colleague|neighbour|neighbor|grandmother|grandfather|partner|boyfriend|girlfriend|niece|nephew|dentist|doctor|teacher'
const cues: readonly { kind: MessageEntity['kind']; pattern: RegExp }[] = [
  { kind: 'organisation', pattern: /(?<name>(?:\p{Lu}[\p{L}\p{N}&'’-]{0,30} ){1,3}(?:Inc|Ltd|LLC|GmbH|AG|SA|Corp|Corporation|University|Bank|Airlines))(?!\p{L})/gu },
  { kind: 'person', pattern: new RegExp(`(?<![\\p{L}])(?:Mrs?\\.?|Ms\\.?|Dr\\.?|Prof\\.?|Professor|Herrn?|Frau|Madame|Monsieur|Mme|M\\.|Señora?|Sr\\.|Sra\\.|Don|Doña) ${name}`, 'gu') },
  { kind: 'person', pattern: new RegExp(`(?<![\\p{L}])(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir) (?:${relative}),? ${name}`, 'gu') },
  { kind: 'person', pattern: new RegExp(`(?<![\\p{L}])(?:(?:(?:${relative})(?: is|['’]s|) (?:named|called))|(?:[Mm]y|(?:${relative})['’]s) name is|[Ii] am called|heißt|[Ii]ch heiße|s['’]appelle|m['’]appelle|se llama|me llamo) ${name}`, 'gu') },
  { kind: 'person', pattern: new RegExp(`(?<![\\p{L}])(?:[Mm]eine?[rnm]? (?:Mutter|Vater|Schwester|Bruder|Frau|Mann|Sohn|Tochter|Tante|Onkel|Freundin|Freund|Chefin|Chef)|[Mm](?:a|on) (?:mère|père|sœur|frère|femme|mari|fils|fille|tante|oncle|amie?)|[Mm]i (?:madre|padre|hermana|hermano|mujer|marido|hijo|hija|tía|tío|amiga|amigo)) ${name}`, 'gu') },
  { kind: 'place', pattern: new RegExp(`(?<![\\p{L}])(?:(?:live[sd]?|living|moved|moving|born|based|grew up|travel(?:led|ling)?|fly|flew|flying|trip|weather|flights?|weekend|holiday) (?:in|to|from|near|for)|(?:[Ww]ohn(?:e|st|t)|[Ll]eb(?:e|t)|geboren) in|(?:[Hh]abites?|vis|vit|née?) à|(?:[Vv]iv(?:o|es|e)|[Nn]ací) en) ${name}`, 'gu') },
]

/** Names after words that announce one ("my sister Nadia", "lives in Porto"). */
export function announcedEntities(text: string): MessageEntity[] {
  return cues.flatMap(({ kind, pattern }) => Array.from(text.matchAll(pattern), (found) => {
    const said = found.groups!['name']!
    // "Mr Lee's" names Lee.
    const own = said.replace(/['’]s$/u, '')
    const start = found.index + found[0].lastIndexOf(said)
    return entityAt(text, kind, start, start + own.length)
  })).filter((entity) => !never.has(entity.text.toLowerCase()) && !notNames.test(entity.text))
}

/** Days and months carry capitals too. */
const notNames = /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|english|german|french|spanish|i)$/iu

/** What the trained tagger finds in an English text, less what cannot be a name. */
export function taggedEntities(text: string, tagger: SlotTagger): MessageEntity[] {
  // The first word of a sentence has a capital anyway; another one shows that its writer uses them.
  const usesCapitals = /[\p{Ll},] (?!I(?:['’ ]|$))\p{Lu}/u.test(text) || /^\s*\p{Lu}/u.test(text)
  return tagger.tag(text).flatMap((slot) => {
    const kind = kindOfType[slot.type]
    return kind === undefined || !canBe(slot, kind, usesCapitals) ? [] : [entityAt(text, kind, slot.start, slot.end)]
  })
}

function canBe({ text }: Slot, kind: MessageEntity['kind'], usesCapitals: boolean): boolean {
  if (!/\p{L}/u.test(text)) return kind === 'time' || kind === 'date'
  if (never.has(text.toLowerCase()) && kind !== 'date' && kind !== 'time') return false
  return !written.has(kind) || (!usesCapitals || /^\p{Lu}/u.test(text)) && !notNames.test(text)
}
