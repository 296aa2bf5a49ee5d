import { sentencesOf } from './clauses.ts'
import { favouriteKey } from './favouriteKey.ts'
import { favouriteWords, relationWords } from './rules/otherLanguages.ts'
import { professions } from './rules/professions.ts'
import { withoutTitle } from '../../shared/titles.ts'
import { personName } from './rules/rule.ts'
import { contentStems, stemOf } from './words.ts'

/** What a question about the user's own things asks for. */
export interface Asked {
  /** What the answer must hold. */
  readonly want: 'name' | 'place' | 'time' | 'age' | 'number' | 'person' | 'thing' | 'check'
  /** The key under which the answer would be kept; null where the wording names none. */
  readonly key: string | null
  /** Stems that the memory must share, each through one of its kin. */
  readonly stems: readonly string[]
  /** True when it is about the user and not about somebody of the user's. */
  readonly aboutUser: boolean
  /** People and animals that the question names ("sister"). */
  readonly people: ReadonlySet<string>
  readonly tense: 'past' | 'open'
  /** Set when the question is about somebody by name alone ("Where does Nadia live?"): then only a fact about that one answers. */
  readonly name: string | null
}

const lead = /^(?:(?:hi|hello|hey|ok|okay|so|and|but|well|now|please|again|sorry|casement)[,.!\s]+)*(?:(?:(?:can|could|would|will) you (?:please )?(?:tell|remind) me|do you (?:still )?(?:remember|know|recall)|(?:please )?(?:tell|remind) me(?: again)?|i forgot|i forget|remember|did i (?:ever )?(?:tell you|say|mention)|have i (?:ever )?(?:told you|said|mentioned)|what did i (?:say|tell you)(?: (?:that )?)?(?=(?:my|i)\b)|weißt du(?: noch)?|kannst du mir sagen|tu te souviens|te souviens-tu|sais-tu|te acuerdas(?: de)?|sabes|ti ricordi|sai|(?:você )?(?:se )?lembra|você sabe|lembras-te|sabe)[,:\s]+)?/iu

const people = `(?:(?:mother|father|brother|sister|son|daughter)-in-law|(?:ex|step|half|great|god|grand)?-?(?:wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|sister|brother|mother|mum|mom|father|dad|son|daughter|child|kid)|grandma|grandpa|granny|aunt|uncle|cousin|niece|nephew|twin|best friend|friend|neighbou?r|colleague|coworker|roommate|flatmate|${professions}|dog|cat|puppy|kitten|hamster|rabbit|bird|parrot|horse|pony|fish|goldfish|turtle|tortoise|snake|pet)`
const owner = `(?:older |younger |little |big |new |old |best )?(?<who>${people})`

interface Form { readonly pattern: RegExp; readonly want: Asked['want']; readonly key: (who: string) => string | null; readonly drop: readonly string[]; readonly aboutUser: boolean }
const form = (pattern: string, want: Asked['want'], key: string | ((who: string) => string | null) | null, drop: string, aboutUser = true): Form =>
  ({ pattern: new RegExp(`^(?:${pattern})[\\s?!.]*$`, 'iu'), want, key: typeof key === 'function' ? key : () => key, drop: drop === '' ? [] : drop.split(' ').map(stemOf), aboutUser })

const be = '(?:[\'’]s| is| was|s)'
/** Questions whose answer has a key. What is asked otherwise goes by its words. */
const forms: readonly Form[] = [
  form(`what${be} my (?:full |first |own )?name|who am i|what am i called|what do (?:people|you) call me|do you know my name|wie heiße ich|wie ist mein name|wer bin ich|comment (?:est-ce que )?je m['’]appelle|quel est mon (?:nom|prénom)|cómo me llamo|cuál es mi nombre|come mi chiamo|qual è il mio nome|chi sono|como (?:é que )?(?:eu )?me chamo|qual é (?:o )?meu nome|quem sou eu|my name`, 'name', 'user.name', 'name call people'),
  form(`where (?:do |did )?(?:i|we) live(?: now| currently| these days)?|where am i living(?: now)?|where${be} (?:my|our) home|(?:which|what) (?:city|town|country|place|village) do i live in|in (?:which|what) (?:city|town|country|place|village) do i live|what city am i in|wo (?:wohne|lebe) ich|où (?:est-ce que )?j['’]habite|où habité-je|où est-ce que je vis|dónde vivo(?: yo)?|en qué ciudad vivo|dove (?:abito|vivo)|in (?:che|quale) città (?:abito|vivo)|onde (?:é que )?(?:eu )?(?:moro|vivo)|em (?:que|qual) cidade (?:eu )?(?:moro|vivo)|in welcher stadt (?:wohne|lebe) ich|dans quelle ville (?:j['’]habite|est-ce que j['’]habite)`, 'place', 'user.home', 'live living home city town country place village'),
  form(`where (?:do |am )?i work(?:ing)?(?: now| at)?|who do i work for|who${be} my employer|(?:what|which) company do i work (?:for|at)|what${be} my (?:employer|company)|wo arbeite ich|bei wem arbeite ich|für wen arbeite ich|où (?:est-ce que )?je travaille|pour qui (?:est-ce que )?je travaille|dónde trabajo(?: yo)?|para quién trabajo|dove lavoro|per chi lavoro|in (?:che|quale) azienda lavoro|onde (?:é que )?(?:eu )?trabalho|para quem (?:eu )?trabalho|em (?:que|qual) empresa (?:eu )?trabalho`, 'place', 'user.employer', 'work working company employer'),
  form(`what (?:do )?i do(?: for (?:a living|work))?|what${be} my (?:job|profession|occupation)|what do i work as|was bin ich von beruf|was ist mein (?:beruf|job)|quel est mon (?:métier|travail)|cuál es mi (?:trabajo|profesión)|che lavoro faccio|qual è (?:il mio lavoro|la mia professione)|qual é (?:o meu trabalho|(?:a )?minha profissão)|(?:com|em) o que (?:eu )?trabalho`, 'thing', 'user.job', 'job profession occupation living work'),
  form('how old (?:am i|i am)|what(?:[\'’]s| is) my age|wie alt bin ich|quel âge ai-je|j[\'’]ai quel âge|cuántos años tengo|quanti anni ho|qual è la mia età|quantos anos (?:eu )?tenho|qual é (?:a )?minha idade', 'age', 'user.age', 'old age'),
  form(`when${be} my birthday|when (?:was|were) i born|what${be} my (?:birthday|date of birth|birth date)|when do i have my birthday|wann habe ich geburtstag|wann ist mein geburtstag|quand est mon anniversaire|cuándo es mi cumpleaños|quando è il mio compleanno|quando compio gli anni|quando (?:é|faço) (?:o )?(?:meu aniversário|anos)`, 'time', 'user.birthday', 'birthday born birth date'),
  form('where (?:am i from|do i come from)|what(?:[\'’]s| is) my (?:hometown|home country)|woher komme ich|d[\'’]où (?:est-ce que )?je viens|de dónde (?:soy|vengo)|da dove vengo|di dove sono|de onde (?:eu )?(?:sou|venho)', 'place', 'user.origin', 'hometown home country come'),
  form('where was i born|wo (?:bin|wurde) ich geboren|où (?:est-ce que )?je suis née?|où suis-je née?|dónde nací|dove sono nat[oa]|onde (?:é que )?(?:eu )?nasci|what(?:[\'’]s| is) my (?:birthplace|place of birth)', 'place', 'user.birthplace', 'born birthplace place birth'),
  form(`(?:what|which)${be} (?:my|our) (?:all-time )?favou?rite (?<what>[\\p{L} ]+?)|which (?<what2>[\\p{L}]+) (?:do i like (?:most|best)|is my favou?rite)|was (?:ist|sind) meine? lieblings[- ]?(?<what3>[\\p{L}]+)|quel(?:le)? est m(?:on|a) (?<what4>[\\p{L}]+) préférée?|cuál es mi (?<what5>[\\p{L}]+) (?:favorit|preferid)[oa]|qual è (?:il mio|la mia) (?<what6>[\\p{L}]+) preferit[oa]|qual é (?:o )?(?:a )?(?:meu|minha) (?<what7>[\\p{L}]+) (?:favorit|preferid)[oa]`, 'thing', null, ''),
  form(`(?:what|who)${be} (?:the name of )?(?:my|our) ${owner}(?:['’]s name|s name| called| named)?|what${be} (?:my|our) ${owner.replace('who', 'who2')}(?:['’]s| s)? (?:name|called|named)|what do i call my ${owner.replace('who', 'who3')}`, 'name', (who) => `user.${who}.name`, 'name call', false),
  form(`where (?:does|do) (?:my|our) ${owner} live(?: now)?`, 'place', (who) => `user.${who}.home`, 'live', false),
  form(`where (?:does|do) (?:my|our) ${owner} work(?: now)?|who does (?:my|our) ${owner.replace('who', 'who2')} work for`, 'place', (who) => `user.${who}.employer`, 'work', false),
  form(`(?:wie heißt (?:meine?)|comment s['’]appelle (?:ma|mon)|cómo se llama mi|come si chiama (?:il |la )?mi[oa]|como (?:é que )?se chama (?:o |a )?(?:meu|minha)) (?<who>${Object.keys(relationWords).join('|')})`, 'name', (who) => `user.${who}.name`, Object.keys(relationWords).concat('heiß', 'heißt', 'appelle', 'llama', 'chiama', 'chama').join(' '), false),
  form(`(?:wo (?:wohnt|lebt) (?:meine?)|où (?:habite|vit) (?:ma|mon)|dónde vive mi|dove (?:abita|vive) (?:il |la )?mi[oa]|onde (?:mora|vive) (?:o |a )?(?:meu|minha)) (?<who>${Object.keys(relationWords).join('|')})`, 'place', (who) => `user.${who}.home`, '', false),
]

const sameWho: Readonly<Record<string, string>> = { mum: 'mother', mom: 'mother', dad: 'father', grandma: 'grandmother', granny: 'grandmother', grandpa: 'grandfather', kid: 'child', fiancé: 'fiance', fiancee: 'fiance', fiancée: 'fiance', coworker: 'colleague', neighbor: 'neighbour', flatmate: 'roommate' }
const notAnswerable = /^(?:how (?:do|can|could|should|would|to|does one)|what (?:should|shall|can|could|would|if)|where (?:should|can|could|would)|when (?:should|can|could|would)|who (?:should|can|could|would)|which \p{L}+ (?:should|would|could)|why|should|would|could|can|may|is it|are there|is there|what does .* mean|what happens)(?![\p{L}])/iu

/**
 * Reads a question about the user's own things; null for anything else: requests, opinions, questions about the world,
 * and questions that no single fact could answer.
 */
export function readQuestion(text: string): Asked | null {
  const last = sentencesOf(text, { start: 0, end: text.length }).at(-1)
  const sentence = last?.end === text.trimEnd().length ? last.text : ''
  // "… what my name is" asks like "what is my name".
  const bare = sentence.replace(lead, '').replace(/[¿¡]/gu, '').trim().replace(/^(what|where|who|when) ((?:my|our) .+) (is|are|was|were)(?=[\s?!.]*$)/iu, '$1 $3 $2')
  if (bare.length < 4 || bare.length > 160 || notAnswerable.test(bare)) return null
  const mentioned = new Set((bare.toLowerCase().match(new RegExp(`(?<![\\p{L}-])${people}(?![\\p{L}-])`, 'giu')) ?? []).map(oneName))
  const tense = /\b(?:was|were|did|had)\b/iu.test(bare) ? 'past' : 'open'
  for (const { pattern, want, key, drop, aboutUser } of forms) {
    const match = pattern.exec(bare)
    if (match === null) continue
    const who = (match.groups?.who ?? match.groups?.who2 ?? match.groups?.who3)?.toLowerCase() ?? ''
    const relation = relationWords[who] ?? oneName(who)
    const what = ['what', 'what2', 'what3', 'what4', 'what5', 'what6', 'what7'].map((name) => match.groups?.[name]).find((one) => one !== undefined)
    const stems = contentStems(bare).filter((stem) => !drop.includes(stem))
    return { want, key: what === undefined ? key(relation) : favouriteKey(favouriteWords[what.toLowerCase()] ?? what), stems: what === undefined ? stems : ['favourit', ...contentStems(what)], aboutUser, people: relation === '' ? mentioned : new Set([...mentioned, relation]), tense, name: null }
  }
  const own = /(?:^|[^\p{L}])(?:my|our|i|we|mine|me)(?![\p{L}])/iu.test(bare)
  // A thing with "the" may be one's own where a place or a time is asked; only many shared words can tell.
  const name = own ? null : firstName(bare)
  if (!own && name === null && !/^(?:where|when)(?:['’]s| is| are| was| were) the /iu.test(bare)) return null
  const want = wantOf(bare)
  const stems = contentStems(bare).filter((stem) => !generic.has(stem))
  return want === null || stems.length < (own || name !== null ? 1 : 2) ? null : { want, key: null, stems, aboutUser: own && mentioned.size === 0, people: mentioned, tense, name }
}

/** Whom a question names: "nadia" for "Where does Nadia live?", "vole" for "Where does Dr. Vole work?". */
function firstName(question: string): string | null {
  const found = nameInside.exec(question)?.[0]
  return found === undefined ? null : withoutTitle(found).split(/[^\p{L}\p{M}]/u)[0]!.toLowerCase()
}
const nameInside = new RegExp(`(?<=\\s)${personName}`, 'u')

/** The form of a relation under which keys are kept. */
export function oneName(who: string): string {
  const plain = who.toLowerCase().replace(/^(ex|step|half)[- ]/, '$1')
  return sameWho[plain] ?? plain
}

/** The people and animals that a fact speaks of, in the same form. */
export function peopleIn(text: string): Set<string> {
  return new Set((text.toLowerCase().replace(/\bex (?=\p{L})/gu, 'ex-').match(new RegExp(`(?<![\\p{L}-])${people}(?![\\p{L}-])`, 'giu')) ?? []).map(oneName))
}

const generic = new Set(['name', 'nam', 'call', 'kind', 'type', 'typ', 'sort', 'thing', 'day', 'date', 'dat', 'tim', 'time', 'year', 'place', 'plac', 'old', 'long', 'much', 'many', 'number', 'said', 'say', 'tell', 'told', 'mention', 'remember', 'usual', 'currently', 'current'])

function wantOf(question: string): Asked['want'] | null {
  if (/^(?:when|what (?:time|day|date|year|month)|on (?:what|which) (?:day|date)|which (?:day|date|year|month)|how long ago)(?![\p{L}])/iu.test(question)) return 'time'
  if (/^(?:where|in (?:what|which)|at (?:what|which))(?![\p{L}])/iu.test(question)) return 'place'
  if (/^how old(?![\p{L}])/iu.test(question)) return 'age'
  if (/^how (?:many|much|tall|big|far|long|often)(?![\p{L}])/iu.test(question)) return 'number'
  if (/^(?:who|whom|whose)(?:['’]s)?(?![\p{L}])/iu.test(question)) return 'person'
  if (/^(?:what|which)(?:['’]s)?(?![\p{L}])/iu.test(question)) return 'thing'
  if (/^(?:do|does|did|am|is|are|was|were|have|has) (?:i|my|we|our)(?![\p{L}])/iu.test(question)) return 'check'
  return null
}
