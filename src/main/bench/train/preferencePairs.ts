import { leisureAnswers } from './answers/leisure.ts'
import { placeAnswers } from './answers/places.ts'
import { bodyAnswers } from './answers/tables.ts'
import { bodyPreferences } from './preferences/body.ts'
import { foodPreferences } from './preferences/food.ts'
import { homePreferences } from './preferences/home.ts'
import { leisurePreferences } from './preferences/leisure.ts'
import { peoplePreferences } from './preferences/people.ts'
import { travelPreferences } from './preferences/travel.ts'
import { workPreferences } from './preferences/work.ts'

/**
 * What a person prefers and what they would ask later, written for training. A line reads
 * `preference => question; question`, under the `# domain` above it. A preference that begins with `-` is something avoided,
 * with `+` something liked, with `>` one thing over another; all else is a sentence. A question that ends in `?` is whole;
 * all else is the subject of one.
 */
export interface PreferenceGroup {
  readonly domain: string
  /** The same preference in several wordings. */
  readonly preferences: readonly string[]
  /** Questions that it colours, each in several wordings. */
  readonly questions: readonly (readonly string[])[]
}

/** A subject to ask about, and what advice on it mostly speaks of: a preference about any of that matters for the question. */
export interface AnswerGroup {
  readonly domain: string
  /** Several subjects, each in several wordings of a question. */
  readonly questions: readonly (readonly string[])[]
  /** What is named, each as several preferences. */
  readonly contents: readonly { readonly name: string; readonly preferences: readonly string[] }[]
}

const avoided = [
  'I avoid {}.', 'I dislike {}.', 'I can\'t stand {}.', 'I have never liked {}.', 'I stay away from {}.', 'I am not a fan of {}.', 'Please, no {} for me.', 'I refuse {} whenever I can.',
  'I have no interest in {}.', 'I really hate {}.', 'I would rather do without {}.', '{}: not for me.', 'I prefer not to have anything to do with {}.', 'I don\'t want {}.',
]
const liked = [
  'I prefer {}.', 'I love {}.', 'I always go for {}.', 'What I like most is {}.', 'I am very fond of {}.', 'If there is a choice, I want {}.', 'I have a soft spot for {}.', 'I choose {} over anything else.', 'I really enjoy {}.', '{}: that is what I like.',
]
const over = ['I prefer {}.', 'I would always choose {}.', 'I like {}.', 'Given the choice, I take {}.', 'For me it is {}, every time.']
const things = [
  'Can you recommend {}?', 'What would you suggest for {}?', 'Any ideas for {}?', 'I\'m looking for {}. What would you pick?', 'What are some good options for {}?', 'Could you suggest {} for me?', 'I need {}. Where do I start?',
  'What should I know about {} before I choose?', 'Help me find {}, please.', 'I have been thinking about {} lately. What do you recommend?',
]
const doings = [
  'How should I go about {}?', 'What would you recommend for {}?', 'Any advice on {}?', 'Can you help me with {}?', 'What are some good ways of {}?', 'I\'m thinking about {}. What do you suggest?', 'What are the best options for {}?', 'Give me some ideas for {}.',
]
const asked = ['Can you tell me {}?', 'I\'d like to know {}.', 'Do you have tips on {}?', 'Any suggestions on {}?', 'I wonder {}. What do you think?']

/** Puts texts into frames, another few at each call; the same order of calls gives the same texts. */
function createFramer(wordings: number) {
  let turn = 0
  return (frames: readonly string[], inside: string) =>
    [...new Set(Array.from({ length: Math.min(wordings, frames.length) }, () => capitalise(frames[turn++ * 9 % frames.length]!.replace('{}', inside))))]
}

/** All written preferences, each of them and each question in up to `wordings` wordings. */
export function preferenceGroups(wordings: number): PreferenceGroup[] {
  const frame = createFramer(wordings)
  return linesOf([foodPreferences, travelPreferences, bodyPreferences, leisurePreferences, homePreferences, workPreferences, peoplePreferences]).map(({ domain, left, right }) => {
    const frames = left[1] === ' ' ? { '-': avoided, '+': liked, '>': over }[left[0]!] : undefined
    return {
      domain,
      preferences: frames === undefined ? [left] : frame(frames, left.slice(2)),
      questions: right.map((question) => question.endsWith('?') ? [question] : frame(framesOf(question), question)),
    }
  })
}

/** All subjects with what advice on them speaks of; two avoided wordings of a thing for each one that likes it. */
export function answerGroups(wordings: number): AnswerGroup[] {
  const frame = createFramer(wordings)
  return linesOf([placeAnswers, bodyAnswers, leisureAnswers]).map(({ domain, left, right }) => ({
    domain,
    questions: left.split(' | ').map((subject) => frame(framesOf(subject), subject)),
    contents: right.map((name) => ({ name, preferences: [...frame(avoided, name), ...frame(liked, name).slice(0, Math.ceil(wordings / 2))] })),
  }))
}

function linesOf(parts: readonly string[]): { domain: string; left: string; right: string[] }[] {
  let domain = ''
  return parts.join('\n').split('\n').flatMap((line) => {
    if (line.startsWith('# ')) domain = line.slice(2)
    const [left, right] = line.split(' => ')
    return right === undefined ? [] : [{ domain, left: left!, right: right.split('; ') }]
  })
}

function framesOf(subject: string): readonly string[] {
  const first = subject.split(' ')[0]!
  if (/^(?:what|where|when|how|which|whether|why)$/.test(first)) return asked
  return /^[a-z]{2,}ing$/.test(first) && first !== 'evening' ? doings : things
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
