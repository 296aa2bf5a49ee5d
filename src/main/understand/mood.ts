import type { Mood, moods } from '../../shared/words.ts'

interface Sign { readonly mood: (typeof moods)[number]; readonly weight: number; readonly pattern: RegExp }

/** Words as a person uses them of themselves, in four languages; whole words only. */
const words = (text: string) => new RegExp(`(?<![\\p{L}\\p{M}])(?:${text})(?![\\p{L}\\p{M}])`, 'giu')

/** A mood must be said this plainly, or nothing is said of it: a tone that does not fit is worse than none. */
const least = 0.5
const readChars = 2000

const signs: readonly Sign[] = [
  { mood: 'urgent', weight: 0.7, pattern: words(String.raw`asap|as soon as possible|(?:it's|this is|it is|is|very|really) (?:very |really |quite )?urgent(?! (?:care|case|thriller))|urgently|(?:it's|this is|it is) an emergency|(?:please )?hurry(?: up)?|(?:need|have to|must|help|answer|tell me|fix|send)[^.?!]{0,40} (?:right now|immediately|right away|(?:with)?in (?:five|ten|\d+) minutes)|so schnell wie möglich|(?:es|das) (?:ist (?:sehr )?dringend|eilt)|(?:brauche|muss|hilf|antworte|sag)[^.?!]{0,40} (?:sofort|dringend)|(?:das|es|dies) ist ein notfall|c'est (?:très )?urgent|le plus vite possible|au plus vite|besoin[^.?!]{0,40} tout de suite|es (?:muy )?urgente|lo antes posible|cuanto antes|necesito[^.?!]{0,40} ahora mismo`) },
  { mood: 'sad', weight: 0.7, pattern: words(String.raw`(?:i(?:'m| am| feel)|feeling) (?:so |very |really |just |quite )?(?:sad|down|lonely|heartbroken|depressed|hopeless|empty|miserable)|passed away|(?:my|our) (?:\p{L}+ )?(?:mother|father|mum|mom|dad|brother|sister|son|daughter|wife|husband|partner|friend|grand\p{L}+|aunt|uncle|cousin|colleague|neighbou?r|baby|dog|cat|pet) (?:has |just )?died|i miss (?:him|her|them)|broke up with me|in tears|can't stop crying|ich bin (?:so |sehr |total |völlig )?(?:traurig|einsam|verzweifelt|niedergeschlagen)|(?:ist|sind) (?:gestern |letzte woche )?(?:gestorben|verstorben)|je suis (?:si |très |tellement )?(?:triste|seule?|déprimée?|désespérée?)|est (?:décédée?|morte?)|estoy (?:muy |tan )?(?:triste|solo|sola|deprimid[oa])|(?:ha|se) (?:muerto|murió|fallecido)|falleció`) },
  { mood: 'worried', weight: 0.7, pattern: words(String.raw`i(?:'m| am) (?:so |very |really |a bit |quite )?(?:worried|anxious|scared|afraid|nervous|terrified|stressed)|(?:worried|anxious) (?:about|that)|i(?:'m| am) panicking|freaking out|ich mache mir sorgen|ich habe (?:große )?angst|mir ist bange|ich bin (?:so |sehr )?(?:nervös|besorgt)|je (?:m'inquiète|suis (?:très |si )?(?:inquiète?|stressée?|nerveuse|nerveux))|j'ai (?:très )?peur|estoy (?:muy |tan )?(?:preocupad[oa]|nervios[oa]|asustad[oa])|tengo (?:mucho )?miedo|me preocupa`) },
  { mood: 'upset', weight: 0.7, pattern: words(String.raw`i(?:'m| am) (?:so |very |really |absolutely |pretty )?(?:angry|furious|annoyed|fed up|mad at|upset|frustrated)|this is (?:so |really )?(?:ridiculous|unacceptable|infuriating|frustrating|useless|a joke)|(?:sick|tired) of (?:this|it|your)|drives me (?:mad|crazy)|for the (?:third|fourth|hundredth|last) time|wtf|what the hell|ich bin (?:so |echt |sehr |total )?(?:wütend|sauer|genervt|verärgert)|das (?:nervt|ist (?:doch )?unverschämt|ist eine frechheit)|es reicht|je suis (?:très |vraiment )?(?:furieux|furieuse|en colère|énervée?)|j'en ai marre|c'est (?:inadmissible|insupportable)|estoy (?:muy |tan )?(?:enfadad[oa]|furios[oa]|hart[oa]|enojad[oa])|es (?:inaceptable|indignante)`) },
  { mood: 'confused', weight: 0.6, pattern: words(String.raw`i(?:'m| am) (?:so |very |really |totally |completely |a bit )?(?:confused|puzzled|lost(?= *(?:[.!?,;]|$|here|with)))|i (?:really |still )?(?:don't|do not) (?:understand|get) (?:it|this|that|why|how|what|a word)|makes no sense|doesn't make (?:any )?sense|ich (?:verstehe|kapiere) (?:das|es|gar|überhaupt|nicht|nur|das nicht)|ich bin (?:völlig |ganz )?verwirrt|je (?:ne |n')?(?:comprends|y comprends) (?:pas|rien|plus)|je suis (?:perdue?|confuse?)|no (?:lo )?entiendo|estoy (?:muy )?(?:confundid[oa]|perdid[oa])`) },
  { mood: 'happy', weight: 0.6, pattern: words(String.raw`i(?:'m| am) (?:so |very |really |super |absolutely )?(?:happy|glad|thrilled|delighted|excited|overjoyed|proud)|(?:great|good|wonderful|amazing) news|i (?:got|passed) (?:the|my) (?:job|exam|test|offer|promotion)|best day|can't wait|yay+|hurra+y|woohoo|ich (?:freue mich|bin (?:so |sehr |überglücklich|total )?(?:glücklich|froh|stolz|begeistert))|juhu+|je suis (?:très |si |trop |tellement )?(?:content(?:e)?|heureuse|heureux|ravie?|fi[eè]re?)|super nouvelle|estoy (?:muy |tan )?(?:feliz|content[oa]|emocionad[oa]|orgullos[oa])|qué alegría`) },
]
/** Said of something else, or said not to be so. */
const turned = /(?:\bnot|n't|\bno longer|\bnever|\bnicht|\bkein\w*|\bpas|\bno)\s+(?:\S+\s+){0,1}$/iu
const loud = /[!?]{2,}|!\s*$/u
const asking = /\b(?:translate|proofread|correct|rewrite|write (?:a|an|me)|story|poem|lyrics|übersetze?|schreibe?|traduis|traduire|écris|traduce|escribe)\b/iu

/**
 * How a message sounds, by what its writer says of themselves: English, German, French, Spanish. Quotations, code and texts to
 * work on are not the writer's mood; where nothing is said plainly it is neutral with strength 0.
 */
export function readMood(text: string): Mood {
  const neutral: Mood = { mood: 'neutral', strength: 0 }
  const head = text.length <= readChars ? text : `${text.slice(0, readChars / 2)}\n${text.slice(-readChars / 2)}`
  if (asking.test(head)) return neutral
  const said = head.replace(/```[\s\S]*?(?:```|$)/g, ' ').replace(/["“„«][^"“”„«»]*["”“»]/gu, ' ').replaceAll('’', "'")
  let best = neutral
  for (const { mood, weight, pattern } of signs) {
    const found = [...said.matchAll(pattern)].filter((one) => !turned.test(said.slice(Math.max(0, one.index - 24), one.index)))
    if (found.length === 0) continue
    const strength = Math.min(1, weight + 0.1 * (found.length - 1) + (loud.test(said) ? 0.1 : 0))
    if (strength >= least && strength > best.strength) best = { mood, strength: Math.round(strength * 100) / 100 }
  }
  return best
}
