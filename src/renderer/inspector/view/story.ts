import type { RouteRecord, TurnTrace } from '../../../shared/trace.ts'
import type { Needs, TimeExpression } from '../../../shared/understanding.ts'
import { formatAmount, formatCount, formatMoment, formatMoney, formatScore, formatShare } from '../../state/formats.ts'
import { classWords } from '../../policy/view/words.ts'
import { labelWords, taskWords } from './names.ts'

/** One fact about a turn, as a line of a small table. */
export type Fact = { name: string; value: string }

const places: Record<RouteRecord['destination'], string> = {
  local: 'on this computer', cloud: 'in the cloud', memory: 'from memory, no model', none: 'nowhere',
}

/** What decided a route, by its name in the record. A name that is not known here stands as it is. */
const ruleWords: Readonly<Record<string, string>> = {
  'offline': 'the offline switch', 'local-only': 'local only', 'label-local': 'something marked local', 'label-personal': 'something personal', 'policy': 'your rules', 'policy-refuse': 'your rules',
  'policy-ask': 'your rules, which asked', 'task-rule': 'your rule for this kind of task', 'conversation': 'what this conversation picked', 'budget': 'a budget', 'health': 'how the provider stands',
  'difficulty': 'how hard it is', 'default-local': 'no rule: it stays here', 'no-model': 'no model was ready',
}

/** A difficulty of 0 to 1 in words. */
export function sayDifficulty(difficulty: number): string {
  return difficulty < 0.33 ? 'easy' : difficulty < 0.66 ? 'in between' : 'hard'
}

/** Where the turn went and why, in lines. */
export function tellRoute(route: RouteRecord): Fact[] {
  const facts: Fact[] = [
    { name: 'Answered', value: route.modelName === '' ? places[route.destination] : `${route.modelName}, ${places[route.destination]}` },
    { name: 'Why', value: route.reason },
    { name: 'Rule', value: route.policyRule === null ? ruleWords[route.rule] ?? route.rule : `“${route.policyRule.name}”, of your rules` },
    ...(route.asked === null ? [] : [{ name: 'You said', value: { local: 'answer here', cloud: 'send it', stop: 'stop' }[route.asked] }]),
    ...(route.taskClass === null ? [] : [{ name: 'Kind of task', value: classWords[route.taskClass].name }]),
    ...(route.difficulty === null ? [] : [{ name: 'Difficulty', value: `${formatShare(route.difficulty)}, ${sayDifficulty(route.difficulty)}` }]),
    ...(route.destination !== 'cloud' ? [] : [{ name: 'Expected', value: route.expectedCost === null ? 'price not known' : `about ${formatMoney(route.expectedCost)}` }]),
    { name: 'Privacy', value: `${labelWords[route.label].name}: ${labelWords[route.label].hint.toLowerCase()}` },
  ]
  if (route.fallback !== null) facts.push({ name: 'First choice', value: `${route.fallback.fromModelName} did not answer: ${route.fallback.because.message}` })
  return facts
}

const needWords: readonly [keyof Needs, string][] = [['memory', 'what you told before'], ['files', 'files'], ['tools', 'something done outside'], ['fresh', 'how the world stands now'], ['arithmetic', 'a number worked out']]

/** What an answer cannot do without, as a line; none where it needs nothing. */
export function tellNeeds(needs: Needs): Fact[] {
  const wanted = needWords.filter(([need]) => needs[need]).map(([, words]) => words)
  return wanted.length === 0 ? [] : [{ name: 'Needs', value: wanted.join(', ') }]
}

/** A time that a message speaks of, with the stretch that it was read as. */
function tellTime({ text, from, until }: TimeExpression): string {
  if (from === null && until === null) return `“${text}”`
  return `“${text}”: ${from === null ? 'until' : formatMoment(from)}${until === null ? ' on' : from === null ? ` ${formatMoment(until)}` : ` to ${formatMoment(until)}`}`
}

/** What was understood and planned, in lines. */
export function tellUnderstanding(trace: Pick<TurnTrace, 'understanding' | 'plan'>): Fact[] {
  const facts: Fact[] = []
  const read = trace.understanding
  if (read !== null) {
    facts.push({ name: 'Asks for', value: `${taskWords[read.task]} · sure to ${formatShare(read.confidence)}` })
    const others = read.alternatives.filter((one) => one.task !== read.task).slice(0, 2)
    if (others.length > 0) facts.push({ name: 'Or', value: others.map((one) => `${taskWords[one.task]} ${formatScore(one.score)}`).join(' · ') })
    if (read.intent !== null) facts.push({ name: 'Intent', value: `${read.intent.name}${read.intent.by === 'own' ? ', one of your own' : ''} · sure to ${formatShare(read.intent.confidence)}` })
    else if (!read.inScope) facts.push({ name: 'Intent', value: 'nothing that is known fits' })
    if (read.isFollowUp) facts.push({ name: 'Leans on', value: 'what was said just before' })
    if (read.entities.length > 0) facts.push({ name: 'Names', value: read.entities.map((one) => `${one.text} (${one.kind})`).join(', ') })
    if (read.times.length > 0) facts.push({ name: 'Times', value: read.times.map((one) => tellTime(one)).join(', ') })
    facts.push(...tellNeeds(read.needs))
    if (read.topics.length > 0) facts.push({ name: 'About', value: read.topics.join(', ') })
    facts.push({ name: 'Language', value: nameLanguage(read.language) })
    facts.push({ name: 'Difficulty', value: formatScore(read.difficulty) })
  }
  if (trace.plan !== null) {
    const asked = trace.plan.providers.map((one) => one === 'memories' ? 'memories' : 'earlier messages')
    facts.push({ name: 'Asked', value: asked.length === 0 ? 'nothing was looked up' : asked.join(' and ') })
    if (asked.length > 0 && trace.plan.query !== '') facts.push({ name: 'Looked for', value: trace.plan.query })
    facts.push({ name: 'Answer', value: `${{ short: 'short', normal: 'of normal length', long: 'long' }[trace.plan.shape]}${trace.plan.tone === 'plain' ? '' : `, ${trace.plan.tone}`}` })
  }
  return facts
}

/** Tokens read and written, with what was spared by the kept prefix. */
export function tellUsage(trace: Pick<TurnTrace, 'usage' | 'fullHistoryTokens' | 'tightened'>): Fact[] {
  if (trace.usage === null) return []
  const { promptTokens, evaluatedTokens, cachedTokens, outputTokens, reported } = trace.usage
  const whole = trace.fullHistoryTokens
  const tight = trace.tightened
  return [
    { name: 'Prompt', value: formatAmount(promptTokens, 'token') },
    ...(whole === null || whole <= promptTokens ? [] : [{ name: 'Spared', value: `${formatAmount(whole - promptTokens, 'token')}: the whole conversation has ${formatCount(whole)}` }]),
    ...(tight === null ? [] : [{ name: 'Made tighter', value: `${formatCount(tight.fromTokens)} → ${formatAmount(tight.toTokens, 'token')}. ${tight.because}` }]),
    { name: 'Read anew', value: formatAmount(evaluatedTokens, 'token') },
    { name: 'Reused', value: formatAmount(cachedTokens, 'token') },
    { name: 'Written', value: formatAmount(outputTokens, 'token') },
    { name: 'Counted by', value: reported ? 'the model' : 'this app' },
  ]
}

/** The name of a language in the reader's own words; the code itself where it has none. */
export function nameLanguage(code: string, locale?: string): string {
  if (code === 'und') return 'not clear'
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
  } catch {
    // A code that is no language tag makes Intl throw; the code is still worth showing.
    return code
  }
}
