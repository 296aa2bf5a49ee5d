import { fewestExamples, type Understanding } from '../../../shared/understanding.ts'
import { tellNeeds, type Fact } from '../../inspector/view/story.ts'
import { classWords, nameLanguage, taskNames } from '../../policy/view/words.ts'
import { formatDay, formatShare } from '../../state/formats.ts'

/** How a message was read, as lines of a table; what was not found is left out, save what it is about. */
export function listFacts(read: Understanding): Fact[] {
  const others = read.alternatives.filter((one) => one.task !== read.task && one.score > 0.01).map((one) => `${taskNames[one.task].toLowerCase()} ${formatShare(one.score)}`)
  return [
    { name: 'Intent', value: read.intent !== null ? `${read.intent.name}, sure to ${formatShare(read.intent.confidence)}${read.intent.by === 'own' ? ', one of yours' : ''}` : read.inScope ? 'none is close enough' : 'none: it is outside of what the intents know' },
    { name: 'Kind of task', value: `${taskNames[read.task]}, sure to ${formatShare(read.confidence)}${others.length === 0 ? '' : `; or ${others.join(', ')}`}` },
    { name: 'Class', value: classWords[read.taskClass].name },
    { name: 'Difficulty', value: formatShare(read.difficulty) },
    { name: 'Language', value: read.language === 'und' ? 'cannot be told' : nameLanguage(read.language) },
    ...tellNeeds(read.needs),
    ...read.isFollowUp ? [{ name: 'Leans on', value: 'what was said just before' }] : [],
    ...read.topics.length === 0 ? [] : [{ name: 'Topics', value: read.topics.join(', ') }],
    ...read.entities.length === 0 ? [] : [{ name: 'Names', value: read.entities.map((one) => `${one.text} (${one.kind})`).join(', ') }],
    ...read.times.length === 0 ? [] : [{ name: 'Times', value: read.times.map((one) => `${one.text} (${saySpan(one.from, one.until)})`).join(', ') }],
  ]
}

/** A stretch by its days. What ends at midnight ends with the day before. */
function saySpan(from: number | null, end: number | null): string {
  const until = end === null ? null : Math.max(from ?? -Infinity, end - 1)
  if (from === null && until === null) return 'no day'
  if (from === null) return `until ${formatDay(until!)}`
  return until === null ? `from ${formatDay(from)}` : formatDay(from) === formatDay(until) ? formatDay(from) : `${formatDay(from)} to ${formatDay(until)}`
}

/** Examples as they are typed, one a line; the same one twice counts once. */
export function readExamples(text: string): string[] {
  return [...new Set(text.split('\n').map((one) => one.trim()).filter((one) => one !== ''))]
}

const [most, longest] = [50, 500]

/** Why examples cannot be saved, one sentence; null when they can. */
export function exampleProblem(examples: readonly string[]): string | null {
  if (examples.length < fewestExamples) return `${fewestExamples - examples.length} more ${examples.length === fewestExamples - 1 ? 'example is' : 'examples are'} needed.`
  if (examples.length > most) return `At most ${most} examples fit. Take ${examples.length - most} away.`
  const long = examples.find((one) => one.length > longest)
  return long === undefined ? null : `“${long.slice(0, 40)}…” is longer than ${longest} characters. Shorten it.`
}
