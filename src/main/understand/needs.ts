import type { Needs } from '../../shared/understanding.ts'
import { wholeWords as word } from '../../shared/wholeWords.ts'
import { leansOnMemory } from './cues.ts'

/** What may stand before an order: `start` reads past it. */
const polite = '(?:please |can you |could you |would you |will you |kindly |hey |hi |ok |okay |so |now |and |bitte |kannst du |peux-tu |por favor )*'
const start = (source: string) => new RegExp(`^[\\s¿¡"']*${polite}(?:${source})(?![\\p{L}\\p{N}])`, 'iu')

const files = [
  word('attach(?:ed|ment|ments|ing)|uploaded|angehängte?[nrsm]?|anhang|beigefügte?[nrsm]?|hochgeladene?[nrsm]?|pièces? jointes?|ci-jointe?|téléversée?|adjunt[oa]s?|archivo|fichier'),
  word('(?:the|this|that|these|my|our|your|which|dies(?:e|es|er|em)|das|die|der|dem|mein(?:e|em|er)?|le|la|ce|cette|mon|ma|el|este|esta|mi) (?:\\p{L}+ )?(?:files?|documents?|pdfs?|spreadsheets?|csvs?|word doc|docx?|xlsx?|slides|powerpoint|presentation|folder|scan|screenshot|images?|photos?|pictures?|datei(?:en)?|dokumente?|tabelle|bild|tableur|documento|hoja de cálculo|imagen|foto)(?! (?:format|type|system|extension))'),
  word('(?:letter|report|contract|article|essay|paper|transcript|text|notes?|table|brief|vertrag|bericht|lettre|contrat|rapport|carta|contrato|informe) (?:below|i (?:sent|shared|gave|pasted)|unten|ci-dessous|de abajo)|[\\p{L}\\p{N}_-]{1,60}\\.(?:pdf|docx?|xlsx?|csv|txt|md|pptx?|png|jpe?g)'),
]

const tools = [
  start('(?:set|create|start|cancel|stop|delete|remove|snooze|add|make|schedule|put)(?: me| up)? (?:an?|the|my|another|all|every)?(?: \\p{L}+){0,3} ?(?:alarms?|timers?|reminders?|appointments?|meetings?|calendar(?: (?:entry|event))?|events?)'),
  start('wake me|remind me(?! (?:what|who|where|when|which|of|how|why|again what))|don[\'’]t let me forget'),
  start('(?:turn|switch) (?:on|off|up|down)(?! (?:dark|light) mode| offline)|(?:turn|switch) (?:the|my|all|every) .{1,40} (?:on|off|up|down)|(?:dim|brighten|mute|unmute|lower|raise|lock|unlock|vacuum|preheat)(?= \\p{L})|(?:play|pause|resume|skip|shuffle)(?= \\p{L})(?! (?:a role|the role|devil))|put on (?:some|the|my)'),
  start('(?:send|text|e-?mail|message|phone|ring|forward|reply to|call(?! (?:me|it|them|this|myself)\\b)|tweet|post)(?= \\p{L})(?! (?:is|are|about what))'),
  start('(?:book|order|buy|reserve|purchase|rent)(?= \\p{L})(?! (?:is|are)\\b)|get me (?:a|an) (?:taxi|cab|uber|ride|ticket|table)'),
  start('(?:add|put|remove|delete|take) .{1,80} (?:to|on|in|into|from|off) (?:my|the|our) (?:\\p{L}+ )?(?:list|calendar|contacts|cart|basket|playlist|diary|schedule)'),
  start('(?:search|google|look up|browse) (?:the (?:web|internet)|online|for)|open (?:the |my )?(?:browser|app|website|calendar|camera|mail)'),
  start('(?:erinnere? mich|stelle?|weck(?:e)? mich|schalte?|mach(?:e)? (?:das|die|den) .{1,40} (?:an|aus)|spiele? |schicke?|sende?|ruf(?:e)?|buche?|bestelle?|reserviere|füge? .{1,60} hinzu|trage? .{1,60} ein)'),
  start('(?:rappelle(?:-moi|z-moi)|mets (?:un|une|le|la|de)|règle (?:un|le)|réveille-moi|allume|éteins|joue|envoie|appelle(?![ -]moi)|réserve|commande|ajoute .{1,60} (?:à|au)|programme)'),
  start('(?:recuérdame|pon (?:una?|el|la|música)|despiértame|enciende|apaga|reproduce|envía|manda|llama a|reserva|pide|compra|añade .{1,60} a|agenda|programa)'),
]

const fresh = [
  word('weather|forecast|umbrella|(?:is|will) it (?:going to )?(?:rain|snow|be (?:sunny|cold|hot|warm|windy|cloudy))(?:ing|y)?|how (?:hot|cold|warm|windy|humid) (?:is|will) it|temperature (?:in|outside|today|tomorrow|now)|wetter|regnet|schneit|regen (?:heute|morgen)|météo|quel temps|pleu(?:t|voir)|neiger|qué tiempo|llover|llueve|nevar|nieva|clima (?:en|de|hoy)'),
  word('(?:price|cost|value|rate) of (?:gold|silver|oil|gas|petrol|bitcoin|ethereum|\\p{L}+ (?:stock|shares?))|(?:stock|share|bitcoin|gold|oil|petrol) prices?|exchange rates?|stock market|stocks?|wechselkurs|aktienkurs|goldpreis|taux de change|cours (?:de l[\'’]or|du|de la bourse)|tipo de cambio|precio del? (?:oro|petróleo|bitcoin)'),
  word('(?:in (?:us )?dollars|in euros|in pounds) (?:today|now)|(?:dollars?|euros?|pounds?|yen|krona) (?:to|in|into) (?:the )?(?:dollars?|euros?|pounds?|yen|krona)'),
  word('headlines?|news|nachrichten|schlagzeilen|actualités|les nouvelles|noticias|breaking'),
  word('(?:right now|at the moment|currently|these days|as of today|latest|newest|up to date|zurzeit|derzeit|aktuell\\p{L}*|en ce moment|actuel(?:le)?(?:ment)?|ahora mismo|actual(?:mente)?|current (?!of|account|flow|in a)\\p{L}+)'),
  word('what(?:[\'’]s| is) the time|what time is it|time (?:is it|in) (?:in )?\\p{Lu}?\\p{L}*|wie spät|wie viel uhr|quelle heure|qué hora'),
  word('(?:traffic|delays?|delayed|on time|open (?:now|today|tonight|on sunday)|closing time|opening hours|flight status|stau|verspätung|geöffnet|trafic|retards?|ouvert|tráfico|retraso|abiert[oa])'),
  word('(?:who|did|has|have|what|which).{0,60}(?:won|win|beat|score|scored|lost|playing|play).{0,60}(?:last night|yesterday|today|tonight|this week|this season|lately)|(?:wer|hat).{0,60}gewonnen.{0,40}(?:gestern|heute)|qui a gagné.{0,40}(?:hier|aujourd[\'’]hui)|quién ganó.{0,40}(?:ayer|hoy)|(?:who|what|which).{0,40}(?:trending|playing (?:tonight|at the))'),
  word('(?:what|which|any) .{0,40}(?:events?|concerts?|shows?|movies?|films?) .{0,40}(?:today|tonight|this week(?:end)?|near(?:by)?)'),
]

const arithmetic = [
  /\d\s*(?:[+*/×÷^]|\s[-–]\s|x(?=\s*\d))\s*\d|√/u,
  word('(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred) (?:times|plus|minus|multiplied by|divided by|over|to the power of|mal|plus|minus|geteilt durch|durch|hoch|fois|moins|divisé par|por|más|menos|dividido (?:entre|por)) (?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|fifty|hundred)'),
  word('\\d[\\d.,]* ?(?:%|percent|per cent|prozent|pour ?cent|por ciento) (?:of|von|de|off|tip|interest)|(?:what|which) percent(?:age)?|square root|cube root|quadratwurzel|racine carrée|raíz cuadrada|(?:area|volume|circumference|perimeter) of a|probability of|compound interest|monthly payment'),
  /(?<![\p{L}])\d[\d.,]* ?%/u,
  word('(?:convert|umrechnen|rechne|convertis|convierte) .{0,40}(?:\\d|dollar|euro|pound|mile|pound|cup|ounce)|how (?:many|much) .{1,40} (?:is|are|in|make|per) (?:an? |one )?\\d*|wie ?viele? .{1,30}(?:sind|ist) \\d|combien (?:font?|de \\p{L}+ (?:font|dans))|cuánt[oa]s? (?:es|son) \\d'),
  word('(?:\\d[\\d.,]*|an?|one|two|ten|hundred) (?:us )?(?:dollars?|euros?|pounds?|francs?|yen|krona|miles?|kilomet\\p{L}+|pounds|ounces?|cups?|inch(?:es)?|feet|degrees \\p{L}+) (?:in|to|into|worth in) (?:us )?\\p{L}+|\\d+ ?(?:km/h|mph|m/s)'),
  word('(?:average|mean|median|sum|total|product|difference) of|calculate|compute|berechne|calcule[rz]?|calcula|split (?:a|the) bill|add (?:up )?\\d|divide \\d|multiply \\d|subtract \\d|durchschnitt|moyenne|promedio'),
  word('how (?:many|long).{0,20}(?:days|weeks|months|hours|years).{0,40}(?:until|till|between|since|from|left)|wie viele (?:tage|wochen|monate).{0,40}(?:bis|zwischen)|combien de (?:jours|semaines|mois).{0,40}(?:avant|jusqu|entre)|cuántos (?:días|meses).{0,40}(?:faltan|hasta|entre)'),
  word('(?:if|when|two|a) .{0,60}\\d.{0,120}(?:how (?:long|many|much|far|fast|old)|overtake)|if .{0,60}(?:two|three|four|five|six|seven|eight|nine|ten) .{0,120}how (?:long|many|much|far)'),
]
/** Converting needs an amount, not just a kind of thing ("how many people live in Iceland"). */
const hasAmount = /\d|(?<!\p{L})(?:one|an?|half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|percentage|root|column|these numbers|average|sum)(?!\p{L})/iu

const ownThings = [
  word('(?:my|mine|our|ours|mein\\p{L}*|unser\\p{L}*|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?)(?= )'),
  word('(?:did|do|have|had|was|were|am|are) (?:i|we)|i (?:say|said|tell|told|mention|mentioned|decide|park|parked|live|work)|habe ich|wohne ich|arbeite ich|bin ich|haben wir|est-ce que j|ai-je|j[\'’](?:habite|ai)|je travaille|trabajo|vivo|dije|tengo'),
]
const recalls = word('as i (?:said|told|mentioned)|i (?:told|mentioned to) you|like last time|as usual|do you (?:still )?(?:remember|recall|know (?:where|what|who|when|which) (?:i|my|we|our))|remind me (?:what|who|where|when|which|of)|my usual|we (?:talked|spoke|discussed|decided|agreed)|earlier you|wie ich sagte|weißt du noch|erinnerst du dich|wie letztes mal|comme (?:je t[\'’]ai dit|d[\'’]habitude)|te souviens-tu|tu te souviens|como (?:te dije|siempre)|te acuerdas')
/** What is written is not asked, whatever it is about. */
const writes = start('write|draft|compose|invent|come up with|schreib\\p{L}*|verfasse|rédige\\p{L}*|écris|escribe|redacta')
/** "How can I …", "what should we …" ask for advice on oneself, not for what one said. */
const asksAdvice = word('(?:should|can|could|would|must|may) (?:i|we)|how (?:do|would|does) (?:i|we|one|my)|soll(?:te|en)? (?:ich|wir)|kann ich|wie (?:kann|mache|bekomme) ich|dois-je|puis-je|comment (?:puis-je|faire)|debo|debería|puedo|cómo puedo|what (?:is wrong|could it be|can|to do)|why (?:does|is|do|are|did) my')

/**
 * What an answer to a message cannot do without, by its wording in English, German, French and Spanish. Only the head of a long
 * text is read.
 */
export function needsOf(text: string, question: boolean): Needs {
  const head = text.length <= 1500 ? text : `${text.slice(0, 1000)}\n${text.slice(-400)}`
  const any = (forms: readonly RegExp[]) => forms.some((form) => form.test(head))
  // What is quoted is not said of oneself.
  const own = head.replace(/["“„«][^"“”„«»]{0,400}["”“»]/gu, ' ')
  const asksForTools = any(tools)
  const code = /```|[{};]\s*$/mu.test(head)
  return {
    memory: !asksForTools && (recalls.test(head) || leansOnMemory(own, false) || (question && !asksAdvice.test(head) && ownThings.some((form) => form.test(own)))),
    files: any(files),
    tools: asksForTools,
    fresh: !asksForTools && !writes.test(head) && (question || head.length < 200) && any(fresh),
    arithmetic: !asksForTools && !code && hasAmount.test(head) && any(arithmetic),
  }
}
