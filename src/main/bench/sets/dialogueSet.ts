import { FailureError } from '../../../shared/result.ts'
import type { Figure } from '../registry.ts'
import { count, emptyCounts, f1, finders, precision, recall, shareFigure } from './nameScores.ts'
import { readRows } from './readSet.ts'

interface Talk { readonly dialog: readonly string[]; readonly relations: readonly { readonly x: string; readonly y: string; readonly r: readonly string[] }[] }

/**
 * Who is tied to whom in talks. Each turn is a note of its speaker: it ties the speaker to each name in it, and names of one
 * turn to each other, as memories and their graph do. Direction does not count; pairs that the set marks as unanswerable are
 * no truth.
 */
export function scoreDialogues(folder: string, files: readonly string[]): Record<string, Figure> {
  const talks = files.flatMap((file) => readRows<Talk>(folder, file)).filter((talk) => Array.isArray(talk.dialog) && Array.isArray(talk.relations))
  if (talks.length === 0) throw new FailureError({ kind: 'not-found', message: `There are no talks in ${folder}.` })
  const counts = emptyCounts()
  for (const [way, find] of Object.entries(finders)) for (const talk of talks) count(counts[way]!, pairsOf(talk, find), truthOf(talk))
  return {
    dialogre_pair_recall: shareFigure(counts, recall, null),
    dialogre_pair_precision: shareFigure(counts, precision, null),
    dialogre_pair_f1: shareFigure(counts, f1, null),
  }
}

function truthOf(talk: Talk): string[] {
  return talk.relations.filter((one) => !one.r.includes('unanswerable')).map((one) => pair(one.x, one.y))
}

function pairsOf(talk: Talk, find: (text: string) => string[]): string[] {
  return talk.dialog.flatMap((turn) => {
    const [speaker, said] = /^([^:]{1,80}): (.*)$/su.exec(turn)?.slice(1) ?? ['', turn]
    const names = [...new Set([...speaker!.split(', ').filter((one) => one !== ''), ...find(said!)])]
    return names.flatMap((one, at) => names.slice(at + 1).map((other) => pair(one, other)))
  })
}

function pair(one: string, other: string): string {
  return [one.toLowerCase(), other.toLowerCase()].sort().join(' | ')
}
