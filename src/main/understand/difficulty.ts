import type { TaskKind } from '../../shared/words.ts'

/** How hard a kind of task is by itself, before its text is looked at. */
const byTask: Readonly<Record<TaskKind, number>> = {
  'small-talk': 0, 'command': 0.05, 'recall': 0.1, 'chat': 0.2, 'translate': 0.3, 'summarise': 0.35, 'calculate': 0.35, 'explain': 0.35, 'write': 0.4, 'plan': 0.5, 'code': 0.55,
}

const reasoning = /\b(?:why|prove|proof|derive|compare|analy[sz]e|evaluate|trade-?offs?|pros and cons|step by step|justify|optimi[sz]e|design|architect\w*|debug|complexity|implications?|critique|strategy|consider(?:ing)?|constraints?|unless|assuming|warum|vergleiche|beweise|pourquoi|compare[rz]?|démontre|por qué|compara|demuestra)\b/giu
const parts = /(?:^|\n)\s*(?:\d+[.)]|[-*•])\s|\?\s|;\s|\b(?:and then|then also|as well as|additionally|furthermore|firstly|secondly|finally)\b/giu

/**
 * How hard a message is to answer well: 0 easy, 1 hard. A weighted sum of its kind, length, number of parts, words of
 * reasoning and share of long words; deterministic, with no model.
 */
export function difficultyOf(text: string, task: TaskKind): number {
  const head = text.slice(0, 8000)
  const words = head.match(/[\p{L}\p{N}]+/gu) ?? []
  const length = Math.min(1, Math.log2(1 + words.length) / 9)
  const steps = Math.min(1, (head.match(parts)?.length ?? 0) / 5)
  const thought = Math.min(1, (head.match(reasoning)?.length ?? 0) / 3)
  const long = words.length === 0 ? 0 : Math.min(1, words.filter((word) => word.length >= 9).length / words.length * 3)
  const sum = byTask[task] * 0.8 + length * 0.25 + steps * 0.2 + thought * 0.25 + long * 0.1
  return Math.round(Math.min(1, Math.max(0, sum - 0.05)) * 100) / 100
}
