import type { Language } from '../languageOf.ts'

/** How one language speaks of days. Every text is the source of a pattern; `{n}`, `{unit}` stand for a number and a unit. */
export interface DateLexicon {
  readonly language: Language
  readonly months: readonly string[]
  /** Sunday first. */
  readonly weekdays: readonly string[]
  /** Spring first. */
  readonly seasons: readonly string[]
  readonly units: { readonly day: string; readonly week: string; readonly weekend: string; readonly month: string; readonly year: string }
  readonly numbers: Readonly<Record<string, number>>
  /** Days by name, and how far they lie from today. */
  readonly named: readonly (readonly [string, number])[]
  /** Feasts: pattern, month (0 to 11; null for Easter), day, length in days. */
  readonly feasts: readonly (readonly [string, number | null, number, number])[]
  /** Around a unit, weekday, month or season: before it or after it. */
  readonly last: readonly [string, string]
  readonly next: readonly [string, string]
  readonly current: readonly [string, string]
  /** One pattern for each way of saying it. */
  readonly ago: readonly string[]
  readonly ahead: readonly string[]
  /** "the last two weeks", "the next ten days". */
  readonly recent: string
  readonly coming: string
  /** Between the parts of a date: "3 de mayo de 2023". */
  readonly of: string
  /** After the number of a day. */
  readonly ordinal: string
  /** Before a month that would be another word, and before a year that would be a number. */
  readonly inside: string
  readonly since: string
  readonly before: string
  readonly after: string
  readonly between: string
  readonly and: string
  readonly to: string
  /** Before a weekday that comes again and again; plurals stand in `always`. */
  readonly every: string
  readonly always: string
  /** Parts of a day, which come again with it; and how a weekend is named without saying which. */
  readonly parts: string
  readonly theWeekend: string
  /** Words that point back or ahead in a sentence without a date of its own direction. */
  readonly pastHint: string
  readonly futureHint: string
}

const counts = (words: string): Record<string, number> => Object.fromEntries(words.split(' ').flatMap((word, at) => word.split('|').map((one) => [one, at + 1])))

const en: DateLexicon = {
  language: 'en',
  months: ['january|jan', 'february|feb', 'march', 'april|apr', 'may', 'june', 'july', 'august|aug', 'september|sept?', 'october|oct', 'november|nov', 'december|dec'],
  weekdays: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  seasons: ['spring', 'summer', 'autumn|fall', 'winter'],
  units: { day: 'days?', week: 'weeks?', weekend: 'weekends?', month: 'months?', year: 'years?' },
  numbers: { ...counts('one|a|an two three four five six seven eight nine ten eleven twelve'), 'a couple of': 2, 'couple of': 2, 'a couple': 2, couple: 2, 'a few': 3, few: 3, several: 4 },
  named: [['day before yesterday', -2], ['yesterday|last night', -1], ['today|tonight|this (?:morning|afternoon|evening)', 0], ['day after tomorrow', 2], ['tomorrow', 1]],
  feasts: [['christmas(?: eve| day)?|xmas', 11, 24, 3], ['new year[\'’]?s(?: eve| day)?', 11, 31, 2], ['halloween', 9, 31, 1], ['valentine[\'’]?s(?: day)?', 1, 14, 1], ['easter', null, 0, 2]],
  last: ['(?:last|past|previous)', ''], next: ['(?:next|coming|following)', ''], current: ['this|the current', ''],
  ago: ['{n} {unit} ago'], ahead: ['in {n} {unit}(?:[\'’]s? time)?', '{n} {unit} from (?:now|today)'], recent: '(?:last|past|previous) {n} {unit}', coming: '(?:next|coming) {n} {unit}',
  of: '(?: of)?,?', ordinal: '(?:st|nd|rd|th)?', inside: 'in|during|since|until|till|before|after|by|of|from|between|and|to|through|last|next|this|early|late|mid|mid-|year|back in|around|throughout|over',
  since: 'since|from', before: 'before|until|till|up to|by', after: 'after', between: 'between|from', and: 'and', to: 'to|until|till|through|-|–|—',
  every: 'every|each|all', always: '(?:sun|mon|tues|wednes|thurs|fri|satur)days',
  parts: 'mornings?|afternoons?|evenings?|nights?', theWeekend: '(?:at|on|over|during) the weekend',
  pastHint: 'did|was|were|had|been|went|said|told|ago|talked|discussed|mentioned|happened|have (?:i|we|you)|has (?:he|she|my)', futureHint: 'will|going to|gonna|shall|plan(?:s|ned|ning)?|upcoming|do (?:i|we) have|(?:am|are) (?:i|we)|is my|are my|should i|can i|meeting with|next',
}

const de: DateLexicon = {
  language: 'de',
  months: ['januar|jänner|jan', 'februar|feber|feb', 'märz', 'april|apr', 'mai', 'juni', 'juli', 'august|aug', 'september|sept?', 'oktober|okt', 'november|nov', 'dezember|dez'],
  weekdays: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend'],
  seasons: ['frühling|frühjahr', 'sommer', 'herbst', 'winter'],
  units: { day: 'tag(?:e|en)?', week: 'wochen?', weekend: 'wochenenden?', month: 'monat(?:e|en|s)?', year: 'jahr(?:e|en|es)?' },
  numbers: { ...counts('ein|eine|einem|einer|einen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'), 'ein paar': 3, paar: 3, einigen: 4, einige: 4 },
  named: [['vorvorgestern', -3], ['vorgestern', -2], ['gestern', -1], ['heute', 0], ['überübermorgen', 3], ['übermorgen', 2], ['morgen(?! (?:früh|vormittag))(?<!(?:am|guten|jeden|diesen|gestern|heute) morgen)|morgen (?:früh|vormittag)', 1]],
  feasts: [['weihnachten|heiligabend|heilig abend', 11, 24, 3], ['silvester|neujahr', 11, 31, 2], ['ostern', null, 0, 2]],
  last: ['(?:letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?)', ''], next: ['(?:nächste[nrsm]?|kommende[nrsm]?)', ''], current: ['diese[nrsm]?', ''],
  ago: ['vor {n} {unit}'], ahead: ['in {n} {unit}'], recent: '(?:letzten|vergangenen) {n} {unit}', coming: '(?:nächsten|kommenden) {n} {unit}',
  of: '(?: des)?,?(?: jahres)?', ordinal: '\\.?', inside: 'im|in|seit|bis|vor|nach|ab|von|zwischen|und|anfang|mitte|ende|jahr|jahre|letzten|nächsten|diesen|letztes|vom|um',
  since: 'seit|ab', before: 'vor(?: dem)?|bis(?: zum)?', after: 'nach(?: dem)?', between: 'zwischen|von|vom', and: 'und(?: dem)?', to: 'bis(?: zum)?|-|–',
  every: 'jede[nrsm]?|alle', always: '(?:sonn|mon|diens|mittwoch|donners|frei|sams)tags|mittwochs',
  parts: 'morgen|vormittag|mittag|nachmittag|abend|nacht', theWeekend: 'am wochenende|übers wochenende',
  pastHint: 'war|waren|hatte|hatten|wurde|wurden|ging|kam|(?:habe|haben|hast|hat|bin|sind|ist)(?=[^.?!]* (?:\\p{L}*ge\\p{L}+(?:t|en)|\\p{L}+iert|(?:be|ver|er|ent|zer)\\p{L}+(?:t|en))(?:[.?!]|$))', futureHint: 'werde|wird|werden|kommt|kommen|muss|soll|steht|vor',
}

const fr: DateLexicon = {
  language: 'fr',
  months: ['janvier|janv', 'février|fevrier|févr', 'mars', 'avril|avr', 'mai', 'juin', 'juillet|juil', 'août|aout', 'septembre|sept', 'octobre|oct', 'novembre|nov', 'décembre|decembre|déc'],
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  seasons: ['printemps', 'été', 'automne', 'hiver'],
  units: { day: 'jours?', week: 'semaines?', weekend: 'week-?ends?', month: 'mois', year: 'ans?|années?' },
  numbers: { ...counts('un|une deux trois quatre cinq six sept huit neuf dix onze douze'), 'quelques': 3, 'une quinzaine de': 15 },
  named: [['avant-hier', -2], ['hier', -1], ['aujourd[\'’]hui|ce (?:matin|soir)|cet après-midi', 0], ['après-demain', 2], ['demain', 1]],
  feasts: [['noël', 11, 24, 3], ['nouvel an|saint-sylvestre', 11, 31, 2], ['pâques', null, 0, 2]],
  last: ['', '(?:dernier|dernière|passée?|précédente?)'], next: ['', '(?:prochaine?|qui vient|suivante?)'], current: ['ce|cet|cette', ''],
  ago: ['il y a {n} {unit}'], ahead: ['dans {n} {unit}'], recent: '{n} derni(?:ers|ères) {unit}', coming: '{n} prochaine?s {unit}',
  of: '', ordinal: '(?:er)?', inside: 'en|au|de|du|depuis|avant|après|entre|et|à|jusqu[\'’]en|début|fin|mi-?|mois de|l[\'’]année|ce',
  since: 'depuis(?: le)?|à partir d[ue]', before: 'avant(?: le)?|jusqu[\'’](?:en|au|à)', after: 'après(?: le)?', between: 'entre(?: le)?|de|du', and: 'et(?: le)?', to: 'à|au|-|–',
  every: 'chaque|tous les|toutes les|le', always: '(?:lun|mar|mercre|jeu|vendre|same)dis|dimanches',
  parts: 'matins?|soirs?|midis?|nuits?', theWeekend: '(?:ce|le) week-?end',
  pastHint: '(?:ai|as|a|avons|avez|ont)(?: (?:aussi|déjà|bien|pas|tout|enfin))? (?:\\p{L}+é|\\p{L}{2,}i|vu|eu|lu|bu|su|pu|dû|reçu|perdu|vendu|rendu|venu|couru|pris|mis|fait|dit|écrit|offert|ouvert|appris|compris)(?:e?s?)|étais|était|avais|avait|(?:suis|sommes|es|est) (?:allée?s?|partie?s?|venue?s?|née?s?|rentrée?s?|arrivée?s?)', futureHint: 'vais|va|allons|dois|serai|prévue?|sera',
}

const es: DateLexicon = {
  language: 'es',
  months: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre|setiembre', 'octubre', 'noviembre', 'diciembre'],
  weekdays: ['domingo', 'lunes', 'martes', 'miércoles|miercoles', 'jueves', 'viernes', 'sábado|sabado'],
  seasons: ['primavera', 'verano', 'otoño', 'invierno'],
  units: { day: 'días?|dias?', week: 'semanas?', weekend: 'fin(?:es)? de semana', month: 'mes(?:es)?', year: 'años?' },
  numbers: { ...counts('un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce'), 'unos': 3, 'unas': 3, 'un par de': 2, 'algunos': 3 },
  named: [['anteayer|antes de ayer|antier', -2], ['ayer|anoche', -1], ['hoy|esta (?:mañana|tarde|noche)', 0], ['pasado mañana', 2], ['(?<!(?:la|esta|por la|de la) )mañana', 1]],
  feasts: [['navidad(?:es)?|nochebuena', 11, 24, 3], ['nochevieja|año nuevo', 11, 31, 2], ['pascua|semana santa', null, 0, 2]],
  last: ['(?:últim[oa]|pasad[oa])', '(?:pasad[oa]|anterior)'], next: ['(?:próxim[oa])', '(?:próxim[oa]|que viene|siguiente)'], current: ['este|esta', ''],
  ago: ['hace {n} {unit}'], ahead: ['(?:dentro de|en) {n} {unit}'], recent: 'últim[oa]s {n} {unit}', coming: 'próxim[oa]s {n} {unit}',
  of: '(?: del?)?', ordinal: '(?:º|ro)?', inside: 'en|de|del|desde|hasta|antes de|después de|entre|y|a|a principios de|a finales de|a mediados de|año|mes de|este|pasado',
  since: 'desde(?: el)?', before: 'antes del?|hasta(?: el)?', after: 'después del?|despues del?', between: 'entre(?: el)?|desde(?: el)?|del?', and: 'y(?: el)?', to: 'al?|hasta(?: el)?|-|–',
  every: 'cada|todos los|todas las|los', always: 'domingos|sábados',
  parts: 'mañanas?|tardes?|noches?', theWeekend: '(?:este|el) fin de semana',
  pastHint: 'hice|hicimos|fui|fuimos|era|estaba|estuve|estuvimos|tuve|tuvimos|había|he|hemos|dije|conté|pasó|vi|vimos|di|(?!aquí|así|allí|ahí|café|bebé)\\p{L}{3,}[éí]', futureHint: 'voy|va|vamos|tengo|será|estaré|haré',
}

const it: DateLexicon = {
  language: 'it',
  months: ['gennaio', 'febbraio', 'marzo', 'aprile', 'maggio', 'giugno', 'luglio', 'agosto', 'settembre', 'ottobre', 'novembre', 'dicembre'],
  weekdays: ['domenica', 'lunedì|lunedi', 'martedì|martedi', 'mercoledì|mercoledi', 'giovedì|giovedi', 'venerdì|venerdi', 'sabato'],
  seasons: ['primavera', 'estate', 'autunno', 'inverno'],
  units: { day: 'giorn[oi]', week: 'settiman[ae]', weekend: 'fine settimana|week-?end', month: 'mes[ei]', year: 'ann[oi]' },
  numbers: { ...counts('un|una|uno due tre quattro cinque sei sette otto nove dieci undici dodici'), qualche: 3, 'un paio di': 2, 'alcuni': 3, 'alcune': 3 },
  named: [['l[\'’]altro ieri|ieri l[\'’]altro|altroieri', -2], ['ieri', -1], ['oggi|stamattina|stasera|stanotte', 0], ['dopodomani', 2], ['domani', 1]],
  feasts: [['natale', 11, 24, 3], ['capodanno', 11, 31, 2], ['ferragosto', 7, 15, 1], ['pasqua', null, 0, 2]],
  last: ['(?:scors[oa]|ultim[oa]|passat[oa])', '(?:scors[oa]|passat[oa])'], next: ['(?:prossim[oa])', '(?:prossim[oa]|che viene)'], current: ['questo|questa|quest[\'’]', ''],
  ago: ['{n} {unit} fa'], ahead: ['(?:tra|fra) {n} {unit}'], recent: 'ultim[ie] {n} {unit}', coming: 'prossim[ie] {n} {unit}',
  of: '(?: del?)?', ordinal: '[º°]?', inside: 'a|in|di|nel|del|da|dal|dall[\'’]|prima di|dopo|tra|fra|e|fino a|inizio|fine|metà|anno|mese di',
  since: 'da(?:l|ll[\'’])?', before: 'prima d(?:i|el)|fino a(?:l)?|entro(?: il)?', after: 'dopo(?: il)?', between: 'tra(?: il)?|fra(?: il)?|da(?:l)?', and: 'e(?: il)?', to: 'a(?:l)?|-|–',
  every: 'ogni|tutti i|tutte le|il|la|di', always: 'sabati|domeniche',
  parts: 'mattin[ae]|pomeriggio|ser[ae]|notte|notti', theWeekend: '(?:nel|questo|il|lo scorso) (?:fine settimana|week-?end)',
  pastHint: 'ero|era|avevo|(?:ho|hai|abbiamo|ha) (?:già |anche |appena |finalmente )?\\p{L}+(?:ato|uto|ito|tto|so|sto|rto|nto|lto)|(?:sono|siamo|sei) (?:andat|partit|tornat|arrivat|stat|venut|nat|sposat)[oaie]', futureHint: 'devo|vado|sarà|andrò|farò|avrò',
}

const pt: DateLexicon = {
  language: 'pt',
  months: ['janeiro', 'fevereiro', 'março', 'abril', 'maio', 'junho', 'julho', 'agosto', 'setembro', 'outubro', 'novembro', 'dezembro'],
  weekdays: ['domingo', 'segunda(?:-feira)?', 'terça(?:-feira)?', 'quarta(?:-feira)?', 'quinta(?:-feira)?', 'sexta(?:-feira)?', 'sábado'],
  seasons: ['primavera', 'verão', 'outono', 'inverno'],
  units: { day: 'dias?', week: 'semanas?', weekend: 'fi(?:m|ns) de semana', month: 'm[eê]s(?:es)?', year: 'anos?' },
  numbers: { ...counts('um|uma dois|duas três|tres quatro cinco seis sete oito nove dez onze doze'), 'alguns': 3, 'algumas': 3, 'uns': 3, 'umas': 3 },
  named: [['anteontem', -2], ['ontem', -1], ['hoje|esta (?:manhã|tarde|noite)', 0], ['depois de amanhã', 2], ['amanhã', 1]],
  feasts: [['natal', 11, 24, 3], ['ano novo|réveillon', 11, 31, 2], ['páscoa', null, 0, 2]],
  last: ['(?:últim[oa]|passad[oa])', '(?:passad[oa]|anterior)'], next: ['(?:próxim[oa])', '(?:próxim[oa]|que vem|seguinte)'], current: ['n?este|n?esta', ''],
  ago: ['há {n} {unit}(?: atrás)?', '{n} {unit} atrás'], ahead: ['(?:daqui a|em|dentro de) {n} {unit}'], recent: 'últim[oa]s {n} {unit}', coming: 'próxim[oa]s {n} {unit}',
  of: '(?: de)?', ordinal: 'º?', inside: 'em|no|de|do|desde|até|antes de|depois de|entre|e|a|início de|fim de|ano|mês de',
  since: 'desde(?: o)?', before: 'antes d[eo]|até(?: o)?', after: 'depois d[eo]|após(?: o)?', between: 'entre(?: o)?|de|do', and: 'e(?: o)?', to: 'a|ao|até|-|–',
  every: 'cada|tod[oa]s? [ao]s?|às|aos', always: 'domingos|sábados|(?:segund|terç|quart|quint|sext)as(?:-feiras)?',
  parts: 'manhãs?|tardes?|noites?', theWeekend: '(?:no|este|neste) fim de semana',
  pastHint: 'fiz|fizemos|fui|fomos|era|estava|estive|tive|tivemos|tinha|disse|aconteceu|vi|vimos|(?!lei|rei)\\p{L}{3,}ei|\\p{L}{3,}(?:eu|iu|ou)(?<!(?:estou|sou|meu|seu|teu|vou|dou))', futureHint: 'vou|vai|vamos|tenho|será|farei',
}

export const dateLexicons: Readonly<Record<Language, DateLexicon>> = { en, de, fr, es, it, pt }
