import { join } from 'node:path'
import { extract } from '../../memory/extract.ts'
import { findEntities } from '../../memory/entities/findEntities.ts'
import { openEmbedder } from '../../models/embedder/openEmbedder.ts'
import { forkChild } from '../../models/process/forkChild.ts'
import { createModelProcess } from '../../models/process/modelProcessClient.ts'
import { systemClock } from '../../platform/clock.ts'
import { silentLog } from '../../platform/log.ts'
import { Scope } from '../../platform/scope.ts'
import { benchEntries, resourcesFolder } from '../places.ts'
import type { Figure } from '../registry.ts'
import { count, emptyCounts, f1, finders, shareFigure } from './nameScores.ts'
import { readRows } from './readSet.ts'

interface Note { readonly id: string; readonly text: string }
interface NameLabels { readonly id: string; readonly entities: readonly { readonly name: string; readonly type: string }[] }
interface MemoryLabels { readonly id: string; readonly memories: readonly { readonly type: string; readonly content: string }[] }

/** A label counts as covered when a memory lies at least so near to it (cosine of the bundled embedding model), as the makers of the set measure. */
const nearEnough = 0.6
const someDay = new Date(2026, 4, 3, 12).getTime()

/** Notes with labelled names and memories: names by equality, memories by nearness of meaning. */
export async function scoreNotes(folder: string, files: readonly string[]): Promise<Record<string, Figure>> {
  const parts = files.flatMap((file) => partOf(file) ?? [])
  const named = scoreNames(folder, parts)
  return { ...await scoreMemories(folder, parts), ...named }
}

interface Part { readonly file: string; readonly task: 'entity' | 'memory'; readonly role: 'dataset' | 'labels'; readonly language: string }

/** "entity_extraction__dataset.pt-BR.dev.jsonl.gz" by its parts; the half and the packing say nothing about the content. */
function partOf(file: string): Part | null {
  const found = /^(?<task>entity|memory)_extraction__(?<role>dataset|labels)(?<rest>(?:\.[\w-]+)*)\.jsonl(?:\.gz)?$/u.exec(file)
  if (found === null) return null
  const language = found.groups!.rest!.split('.').find((one) => one !== '' && one !== 'dev' && one !== 'heldout') ?? 'en'
  return { file, task: found.groups!.task as Part['task'], role: found.groups!.role as Part['role'], language }
}

function rowsOf<Row>(folder: string, parts: readonly Part[], task: Part['task'], role: Part['role'], language: string): Row[] {
  return parts.filter((part) => part.task === task && part.role === role && part.language === language).flatMap((part) => readRows<Row>(folder, part.file))
}

function scoreNames(folder: string, parts: readonly Part[]): Record<string, Figure> {
  const labels = new Map(rowsOf<NameLabels>(folder, parts, 'entity', 'labels', 'en').map((row) => [row.id, row.entities]))
  const languages = [...new Set(parts.filter((part) => part.task === 'entity' && part.role === 'dataset').map((part) => part.language))].sort()
  const figures: Record<string, Figure> = {}
  for (const language of languages) {
    const counts = emptyCounts()
    let kinds = 0
    for (const note of rowsOf<Note>(folder, parts, 'entity', 'dataset', language)) {
      const wanted = labels.get(note.id)
      if (wanted === undefined) continue
      for (const [way, find] of Object.entries(finders)) count(counts[way]!, find(note.text), wanted.map((one) => one.name))
      const found = findEntities(note.text)
      kinds += wanted.filter((one) => found.some((other) => other.name.toLowerCase() === one.name.toLowerCase() && other.kind === one.type.replace('organization', 'organisation'))).length
    }
    figures[language === 'en' ? 'entity_f1' : `entity_f1_${language}`] = shareFigure(counts, f1, language === 'en' ? 0.75 : null)
    if (language === 'en') figures.entity_kind = { ours: counts.ours!.hits === 0 ? 0 : kinds / counts.ours!.hits, baselines: {}, goal: null, better: 'higher', unit: 'share of names found' }
  }
  return figures
}

async function scoreMemories(folder: string, parts: readonly Part[]): Promise<Record<string, Figure>> {
  const labels = new Map(rowsOf<MemoryLabels>(folder, parts, 'memory', 'labels', 'en').map((row) => [row.id, row.memories]))
  const notes = rowsOf<Note>(folder, parts, 'memory', 'dataset', 'en').filter((note) => labels.has(note.id))
  if (notes.length === 0) return {}
  const ways: Readonly<Record<string, (text: string) => string[]>> = {
    ours: (text) => extract(text, someDay).map((one) => one.text),
    every_sentence: (text) => text.match(/[^.!?\n]+[.!?]*/gu) ?? [],
    whole_note: (text) => [text],
  }
  const scope = new Scope()
  try {
    const process = scope.own(createModelProcess({ duty: 'embed', entry: benchEntries.modelProcess, start: forkChild, clock: systemClock, log: silentLog }))
    const embedder = openEmbedder({ process, folder: join(resourcesFolder, 'models/all-MiniLM-L6-v2') })
    const embed = async (texts: string[]) => texts.length === 0 ? [] : embedder.embed(texts)
    const coverage: Record<string, number> = {}
    const perNote: Record<string, number> = {}
    const wanted = notes.reduce((sum, note) => sum + labels.get(note.id)!.length, 0)
    for (const [way, read] of Object.entries(ways)) {
      let covered = 0
      let learned = 0
      for (const note of notes) {
        const memories = await embed(read(note.text))
        learned += memories.length
        for (const label of await embed(labels.get(note.id)!.map((one) => one.content))) if (memories.some((one) => dot(one, label) >= nearEnough)) covered++
      }
      coverage[way] = covered / wanted
      perNote[way] = learned / notes.length
    }
    const figure = (values: Record<string, number>, goal: number | null, better: Figure['better'], unit: string): Figure => { const { ours, ...baselines } = values; return { ours: ours!, baselines, goal, better, unit } }
    return { coverage: figure(coverage, 0.9, 'higher', 'share'), memories_per_note: figure(perNote, null, 'lower', 'memories') }
  } finally {
    await scope.close()
  }
}

/** Of unit vectors this is their cosine. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += a[at]! * b[at]!
  return sum
}
