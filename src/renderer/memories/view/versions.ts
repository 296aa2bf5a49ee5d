import type { MemoryVersion } from '../../../shared/memory.ts'
import { kindWords, labelWords, scopeWords, stateWords } from '../../inspector/view/names.ts'
import { compareTexts, type Stretch } from '../../inspector/view/difference.ts'
import { formatDay, formatScore } from '../../state/formats.ts'
import { tellSureness } from './detail.ts'
import { nameSubject } from './form.ts'

/** What one version changed: its text word by word (null where it stayed), and its other parts. */
export type VersionChange = { text: Stretch[] | null; fields: { name: string; before: string; after: string }[] }

const day = (at: number | null, locale?: string) => at === null ? 'not known' : formatDay(at, locale)

/** Compares a version with the one before it. What is not kept of either is left out. */
export function compareVersions(version: MemoryVersion, earlier: MemoryVersion | null, { detailed, locale }: { detailed: boolean; locale?: string }): VersionChange {
  const now = version.snapshot
  const then = earlier?.snapshot ?? null
  const textBefore = then?.text ?? (version.before === '' ? null : version.before)
  const text = now !== null && textBefore !== null && textBefore !== now.text ? compareTexts(textBefore, now.text) : null
  if (now === null || then === null) return { text, fields: [] }
  const fields: [string, string, string][] = [
    ['Kind', kindWords[then.kind].name, kindWords[now.kind].name], ['About', nameSubject(then.subject), nameSubject(now.subject)],
    ['State', stateWords[then.state].name, stateWords[now.state].name], ['Label', labelWords[then.label].name, labelWords[now.label].name],
    ['Applies', scopeWords[then.scope].name, scopeWords[now.scope].name], ['Pinned', then.pinned ? 'yes' : 'no', now.pinned ? 'yes' : 'no'],
    ['When', day(then.eventAt, locale), day(now.eventAt, locale)], ['Holds until', day(then.validUntil, locale), day(now.validUntil, locale)],
    ...(detailed ? [['Importance', formatScore(then.importance), formatScore(now.importance)], ['Certainty', formatScore(then.confidence), formatScore(now.confidence)]] satisfies [string, string, string][] : [['Certainty', tellSureness(then.confidence), tellSureness(now.confidence)]] satisfies [string, string, string][]),
  ]
  return { text, fields: fields.filter(([, before, after]) => before !== after).map(([name, before, after]) => ({ name, before, after })) }
}
