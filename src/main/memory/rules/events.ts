import { isDuty } from '../guards.ts'
import { byPattern, type Rule, type RuleSight } from './rule.ts'

const dayMs = 86_400_000

/** Doing that is over in a moment, or that is about this very talk. */
const passing = /\b(?:try|trying|tried|attempt(?:ed)?|reali[sz]ed|noticed|transactions?|topped up|top-?up|charged|refund\p{L}*|withdrew|withdraw\p{L}*|transferred|deposited|atm|still (?:not|hasn['’]?t|isn['’]?t)|same issue|think|thinking|wonder|wondering|look(?:ing)? (?:at|for)|feel|feeling|ask|asking|test|testing|debug|debugging|weather|raining|snowing|sunny|be back|get back to you|come back|let you know|error|crash(?:ed|es)?|this (?:code|function|error|bug|question|chat|prompt)|your (?:answer|reply|help)|need (?:to|a|an|the|this|it|some|your)|download(?:ed|ing)?|install(?:ed|ing)?|compile[ds]?|deploy(?:ed)?)\b/iu

/** "The sunset is gorgeous tonight": a feeling, no event. */
const judged = /^(?:i|we) (?:just )?(?:had|did|took|went (?:for|on)|enjoyed) (?:an?|some|the) (?:(?:really|very|quite|pretty|such an?|so) )*(?:great|good|nice|fun|fine|lovely|amazing|awesome|awful|terrible|boring|stressful|perfect|delicious|horrible|long|short|quick|little|rough|busy|weird|strange|crazy|tough) (?:[\p{L}]+ )?(?:walk|day|night|evening|morning|afternoon|week|weekend|nap|sleep|lunch|dinner|breakfast|meal|coffee|chat|talk|time|ride|run|swim|break|rest|shower|bath|drive|commute|stroll|jog|workout|cup [^.]*)(?: (?:today|tonight|yesterday|again|earlier|outside|just now|this (?:morning|evening|afternoon|week)|last night))*[.!]*$|^(?:my|our|the|this|that|it)(?:['’]s)? .*?\b(?:is|was|were|are|looks?|sounds?|feels?)?\s?(?:so |really |very |quite |pretty |such a )*(?:great|good|nice|fun|fine|lovely|gorgeous|amazing|awesome|awful|terrible|boring|stressful|okay|beautiful|perfect|delicious|horrible|hilarious)(?: (?:today|tonight|yesterday|again|this (?:morning|evening|week)))?[.!]*$/iu

const future = /^(?:(?:i|we)(?:['’]ve got| have(?: got)?) (?!to (?:think|say|ask)|a (?:question|problem))|(?:i['’]?m|i am|we['’]re|we are) (?:\p{L}+ )?(?:going|flying|travell?ing|visiting|moving|meeting|starting|getting|seeing|getting|having|taking|leaving|hosting|attending|running|driving|giving|presenting|playing|celebrating|turning|staying|picking|returning|joining|hiking|marrying|expecting|due|off|graduating|performing|speaking|interviewing|(?!(?:think|try|look|wonder|ask|feel|plan|hop|be|do|use)ing(?![\p{L}]))\p{L}{3,}ing|booked|scheduled|invited|planning)(?![\p{L}])|(?:i|we)(?:['’]ll| will| plan to| intend to| fly| get| leave| meet| start| move| travel| return| arrive| see| booked| are booked| have booked)(?![\p{L}])|(?:my|our|the|there['’]s|there is) |(?:mum|mom|dad|grandma|grandpa)(?![\p{L}])|\p{L}+ is (?:visiting|coming|arriving|staying))/iu
const occasions = /\b(?:appointment|meeting|interview|exam|test|flight|train|trip|holiday|vacation|wedding|party|birthday|concert|surgery|operation|check-?up|dentist|doctor|deadline|presentation|conference|dinner|lunch|anniversary|graduation|marathon|race|match|game|lesson|class|course|workshop|move|moving|visit|ceremony|funeral|reunion|festival|recital|audition|competition|tournament|hearing|inspection|delivery|call|reservation|booking|first day|last day|due date|baby|semester|term|school|leave|visa|lease|contract|subscription|passport|rent|tax(?:es)?|exhibition|opening|launch|release|show|play|ferry|bus|cruise|hike|camp|retreat|session)\b/iu

const past = /^(?:(?:i|we)(?:['’]ve (?:also |just )?been|(?: have|['’]ve) visited| have been)|(?:i|we)(?: (?:also|just|finally|recently|really|both|even|had to|got to))* (?:\p{L}+ed|went|had|met|saw|bought|sold|got|came|flew|drove|ran|won|lost|left|took|gave|made|ate|drank|spent|began|became|broke|built|caught|chose|fell|felt|found|grew|heard|held|hit|hurt|kept|knew|led|paid|read|rode|said|sang|sat|slept|spoke|stood|swam|taught|told|thought|threw|woke|wore|wrote|quit|put|cut|was|were|did|forgot|fixed)|(?:my|our) [\p{L}'’ -]{2,40}? (?:was|were|had|got|came|died|visited|went|won|broke|turned|started|graduated|moved|called|gave|took|passed|called off|arrived|left|\p{L}+ed))(?![\p{L}])/iu

/** True for a sentence that tells of something that is over. */
export function tellsOfPast(body: string): boolean {
  return past.test(withoutLead(body))
}

/** What will happen on a day that the user names, and what happened on one. */
export const eventRules: readonly Rule[] = [
  ({ body, date, at }) => isDuty(body) && date !== null && date > at ? { rule: 'plan', kind: 'episodic', subject: 'user', key: null, importance: 0.7, confidence: 0.8 } : null,
  (sight) => dated(sight, 'plan', (body, date, at) => date >= at - 12 * 3_600_000 && future.test(body) && !/^(?:i|we)(?:['’]ve| have) (?:been|had|gone|done|seen)\b/iu.test(body) && (!/^(?:my|our|the|there)/iu.test(body) || /^(?:my|our)/iu.test(body) && occasions.test(body) || /\b(?:is|are|starts?|ends?|leaves?|arrives?|begins?|takes place|moves?|visits?|coming|visiting|opens?|closes?|expires?)\b/iu.test(body)), 0.7),
  (sight) => dated(sight, 'event', (body, date, at) => date < at + dayMs / 2 && past.test(body) && !lasting.test(body) && !/^(?:i|we)(?:['’]ve| have)? (?:\p{L}+ )?\p{L}+ (?:it|that|this|them|so)(?![\p{L}])/iu.test(body), 0.55),
  byPattern({ rule: 'milestone', kind: 'episodic', pattern: /^(?:(?:i|we)(?:['’]ve| have)? (?:just |recently |finally |now )*(?:broke up|split up|moved in with|got (?:married|engaged|divorced|a promotion|promoted|a (?:new )?(?:dog|cat|puppy|kitten|car|house|job|flat)|accepted|my (?:degree|licen[cs]e|results|diploma))|passed (?:my|the)|failed (?:my|the)|adopted (?:an?|two)|bought (?:a|our first|my first) (?:house|flat|car|apartment|bike|boat|piano|guitar)|broke (?:my|an?) (?:\p{L}+ )?(?:arm|leg|wrist|ankle|foot|toe|finger|hand|nose|ribs?|hip|collarbone|elbow|shoulder|jaw|back|neck|knee|tooth|thumb|heel)|had (?:a baby|our|surgery|an operation|an accident)|won (?:a|the|an)|ran (?:a|my first|the)|finished (?:my|writing my) |retired|graduated|lost my (?:job|father|mother|dad|mum|mom|wife|husband|dog|cat)|became (?:a|an) |started (?:learning|playing|my own)|gave birth|published)|(?:my|our) [\p{L} ]{2,30} (?:died|passed away|was born))(?![\p{L}]).*/iu, importance: 0.65, confidence: 0.75, accept: ({ 0: all }) => !/\b(?:battery|phone|laptop|computer|car|connection|internet|screen|server|plant)\b.{0,12}\bdied/iu.test(all!) }),
]

/** "I've been vegan since 2015": what still holds is no event. */
const lasting = /^(?:i|we)(?:['’]ve| have) (?:\p{L}+ )?(?:been|lived|worked|had|known|owned|played|studied|taught)(?![\p{L}]).*(?<![\p{L}])since(?![\p{L}])/iu

function dated(sight: RuleSight, rule: string, fits: (body: string, date: number, at: number) => boolean, importance: number) {
  if (sight.date === null || passing.test(sight.body) || judged.test(sight.body) || !fits(withoutLead(sight.body), sight.date, sight.at)) return null
  return { rule, kind: 'episodic' as const, subject: 'user', key: null, importance, confidence: 0.76 }
}

/** "Last Friday I met …" reads like "I met …". */
function withoutLead(body: string): string {
  return body.replace(/^(?:(?:yesterday|today|tomorrow|tonight|on|in|last|next|this|at|two|three|four|five|a|an|one|few|\d+|[\p{L}]+day|january|february|march|april|may|june|july|august|september|october|november|december|morning|afternoon|evening|night|week|weekend|month|year|summer|winter|spring|autumn|days?|weeks?|months?|years?|ago|the|of|back|couple|since|from|until|by|day|before|after|early|late|end|beginning|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[:.]\d{2}|am|pm),?\s+)+(?=(?:i|we|my|our|the|there)(?:['’\s]))/iu, '')
}
