import { stemOf } from './stem.ts'

/** Words as the comparison of an answer with its notes needs them: English, German, French, Spanish. */

const list = (words: string) => words.split(' ')

/** Words without a subject of their own: that an answer holds them too says nothing. */
export const emptyWords: ReadonlySet<string> = new Set(list(
  'a an the this that these those and or but so if then than as of in on at to from by with for about into over under up down out off near '
  + 'i me my mine myself we us our ours you your yours yourself he him his she her hers it its they them their theirs '
  + 'am is are was were be been being do does did done have has had will would shall should can could may might must '
  + 'not no nor never don doesn didn isn aren wasn weren won wouldn couldn shouldn can t s m re ve ll d don\'t doesn\'t didn\'t isn\'t aren\'t wasn\'t can\'t won\'t '
  + 'what which who whom whose where when why how there here just also very really too quite some any all each both more most such only own same '
  + 'please ever still yet now let get got because since while after before during until again once user assistant note notes mr mrs ms dr prof herr frau señor señora monsieur madame i\'m i\'ve you\'re you\'ve it\'s he\'s she\'s that\'s we\'re they\'re i\'d you\'d i\'ll you\'ll '
  + 'der die das den dem des ein eine einen einem einer eines und oder aber ist sind war bin bist hat habe haben hast wird werden ich du er sie es wir ihr mein meine meinen meinem meiner dein deine deinen deiner dir mich dir dich mir sich zu von vom mit auf für im in am an um als auch noch nur schon sehr nicht kein keine keinen bei nach aus was wer wo wann wie warum welche welcher welches dass '
  + 'le la les un une des du de et ou mais est sont était suis es je tu il elle nous vous ils elles mon ma mes ton ta tes son sa ses votre vos notre me te se que qui quoi où quand comment pourquoi quel quelle ne pas au aux dans sur avec pour par en ce cette ces ai as avez ont '
  + 'el los las una unos unas y o pero son era soy eres yo tú él ella nosotros mi mis tu tus su sus lo al del qué quién dónde cuándo cómo cuál por para con en no ha he has hay está están como',
))

const commonStems: ReadonlySet<string> = new Set(list(
  'like likes want need know think make made use used using work works go goes going take takes come comes see say says said tell told give gives find look thing things way day days time times year years week weeks month months good great new old big small lot many much first last next one people person man woman help try start keep put live lives call called name named feel best well better back home every always usually often sometimes today yesterday tomorrow ago long little right sure okay ok yes prefer prefers love loves enjoy enjoys plan plans favourite favorite recommend suggest suggestion happy hope remember mentioned mention according based '
  + 'mag gern gerne gut neu groß klein jahr jahre tag tage woche heute morgen immer oft macht machen geht gehen kommt heißt wohnt arbeitet '
  + 'aime bien bon bonne nouveau grand petit jour jours an ans année aujourd\'hui demain toujours fait faire va habite travaille '
  + 'gusta bueno buena nuevo grande pequeño día días año años hoy mañana siempre hace hacer va vive trabaja',
).map(stemOf))

/** True for a word of daily talk, in any form, that stands in notes and answers of every kind: it weighs little. */
export function isCommon(word: string): boolean {
  return commonStems.has(stemOf(word))
}

/** Words that turn a statement around. */
export const negations: ReadonlySet<string> = new Set(list(
  'not no never none without neither nor cannot don doesn didn isn aren wasn weren won wouldn couldn shouldn nicht kein keine keinen keiner keinem nie niemals ohne pas jamais aucun aucune sans nunca jamás ningún ninguna sin',
))

/** Words that keep someone from something, much like a "not", by how they begin or whole. */
export const refusal = /^(?:allerg|alérg|intoler|dislik|avoid|évit|exclu|ausgeschlossen|meide|refus|forbid|forbad|unable|hat(?:e|es|ed|ing)$|skip|stop|quit|cannot$|less$|except$|hass|außer$|sauf$|excepto$|détest|odi[ao]$|evit[ae])/u

const monthRows = ['january jan januar janvier enero', 'february feb februar février fevrier febrero', 'march mar märz mars marzo', 'april apr avril abril', 'may mai mayo', 'june jun juni juin junio', 'july jul juli juillet julio', 'august aug août aout agosto', 'september sep sept septembre septiembre', 'october oct oktober octobre octubre', 'november nov novembre noviembre', 'december dec dezember décembre decembre diciembre']
const numbered = (rows: readonly string[]) => new Map(rows.flatMap((row, at) => list(row).map((word) => [word, at + 1] as const)))
/** The number of a month by its name. */
export const months: ReadonlyMap<string, number> = numbered(monthRows)

const weekdayRows = ['monday montag lundi lunes', 'tuesday dienstag mardi martes', 'wednesday mittwoch mercredi miércoles', 'thursday donnerstag jeudi jueves', 'friday freitag vendredi viernes', 'saturday samstag samedi sábado', 'sunday sonntag dimanche domingo']
/** The number of a weekday by its name, Monday first. */
export const weekdays: ReadonlyMap<string, number> = numbered(weekdayRows)

const numberRows: ReadonlyArray<readonly [number, string]> = [
  [2, 'two twice second zwei deux dos'], [3, 'three third drei trois tres'], [4, 'four fourth vier quatre cuatro'], [5, 'five fifth fünf cinq cinco'], [6, 'six sixth sechs seis'],
  [7, 'seven seventh sieben sept siete'], [8, 'eight eighth acht huit ocho'], [9, 'nine ninth neun neuf nueve'], [10, 'ten tenth zehn dix diez'], [11, 'eleven eleventh elf onze once'],
  [12, 'twelve twelfth dozen zwölf douze doce'], [13, 'thirteen dreizehn treize trece'], [14, 'fourteen vierzehn quatorze catorce'], [15, 'fifteen fünfzehn quinze quince'], [16, 'sixteen sechzehn seize dieciséis'],
  [17, 'seventeen siebzehn diecisiete'], [18, 'eighteen achtzehn dieciocho'], [19, 'nineteen neunzehn diecinueve'], [20, 'twenty zwanzig vingt veinte'], [30, 'thirty dreißig trente treinta'], [40, 'forty vierzig quarante cuarenta'],
  [50, 'fifty fünfzig cinquante cincuenta'], [60, 'sixty sechzig soixante sesenta'], [70, 'seventy siebzig setenta'], [80, 'eighty achtzig ochenta'], [90, 'ninety neunzig noventa'], [100, 'hundred hundert cent cien'], [1000, 'thousand tausend mille mil'],
]
/** The value of a number word. "One" is left out: it is an article more often than a number. */
export const numberWords: ReadonlyMap<string, number> = new Map(numberRows.flatMap(([value, words]) => list(words).filter((word) => word !== 'once' && word !== 'second').map((word) => [word, value] as const)))
