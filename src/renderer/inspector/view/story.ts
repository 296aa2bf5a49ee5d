import type { RouteRecord, TurnTrace } from '../../../shared/trace.ts'
import { formatAmount, formatCount, formatScore, formatShare } from '../../state/formats.ts'
import { labelWords, taskWords } from './names.ts'

/** One fact about a turn, as a line of a small table. */
export type Fact = { name: string; value: string }

const places: Record<RouteRecord['destination'], string> = {
  local: 'on this computer', cloud: 'in the cloud', memory: 'from memory, no model', none: 'nowhere',
}

/** Where the turn went and why, in lines. */
export function tellRoute(route: RouteRecord): Fact[] {
  const facts: Fact[] = [
    { name: 'Answered', value: route.modelName === '' ? places[route.destination] : `${route.modelName}, ${places[route.destination]}` },
    { name: 'Why', value: route.reason },
    { name: 'Rule', value: route.rule },
    { name: 'Privacy', value: `${labelWords[route.label].name}: ${labelWords[route.label].hint.toLowerCase()}` },
  ]
  if (route.fallback !== null) facts.push({ name: 'First choice', value: `${route.fallback.fromModelName} did not answer: ${route.fallback.because.message}` })
  return facts
}

/** What was understood and planned, in lines. */
export function tellUnderstanding(trace: Pick<TurnTrace, 'understanding' | 'plan'>): Fact[] {
  const facts: Fact[] = []
  const read = trace.understanding
  if (read !== null) {
    facts.push({ name: 'Asks for', value: `${taskWords[read.task]} · sure to ${formatShare(read.confidence)}` })
    const others = read.alternatives.filter((one) => one.task !== read.task).slice(0, 2)
    if (others.length > 0) facts.push({ name: 'Or', value: others.map((one) => `${taskWords[one.task]} ${formatScore(one.score)}`).join(' · ') })
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
