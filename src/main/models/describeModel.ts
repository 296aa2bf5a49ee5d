import { noAbilities, type ModelInfo } from '../../shared/model.ts'
import type { CatalogueEntry } from './catalogue/catalogue.ts'
import { estimateMemory, planMemory } from './gguf/estimateMemory.ts'
import type { ModelFile } from './modelFiles.ts'
import type { Quarantine } from './process/quarantine.ts'

/** What runs on this computer costs nothing, and is given text alone. */
const here = { price: { input: 0, output: 0 }, abilities: noAbilities }
/** Below this many parameters a model uses notes well only one or two at a time. */
const smallBelow = 1_500_000_000

export interface ModelState {
  readonly freeBytes: number
  readonly quarantine: Quarantine
  /** The file in the model process, whether it is ready there, and with what window. */
  readonly held: { readonly path: string; readonly ready: boolean; readonly windowTokens: number | null } | null
}

/** What a person sees of a model file. */
export function describeFile(file: ModelFile, entry: CatalogueEntry | undefined, state: ModelState): ModelInfo {
  const base = { id: file.id, place: 'local', providerId: null, sizeBytes: file.sizeBytes } as const
  if (!file.facts.ok) {
    return { ...base, name: entry?.name ?? nameOf(file.id), state: 'refused', windowTokens: null, needsBytes: null, fits: null, license: entry?.license ?? null, problem: file.facts.error, small: false, duty: 'chat', ...here }
  }
  const facts = file.facts.value
  const held = state.held?.path === file.path ? state.held : null
  const plan = planMemory(facts, state.freeBytes)
  const aside = state.quarantine.check(file.path)
  const windowTokens = held?.windowTokens ?? (plan.ok ? plan.value.windowTokens : Math.min(facts.trainWindow, 1024))
  return {
    ...base, name: entry?.name ?? facts.name ?? nameOf(file.id),
    state: !aside.ok ? 'quarantined' : held === null ? 'not-loaded' : held.ready ? 'ready' : 'loading',
    windowTokens,
    needsBytes: plan.ok ? plan.value.need.total : estimateMemory(facts, windowTokens).total,
    // What is loaded has its memory already.
    fits: held !== null || plan.ok,
    license: entry?.license ?? facts.license,
    problem: !aside.ok ? aside.error : held === null && !plan.ok ? plan.error : null,
    small: facts.parameters < smallBelow, duty: 'chat', ...here,
  }
}

/** What a person sees of a catalogue model that is not here yet. */
export function describeEntry(entry: CatalogueEntry, downloading: boolean): ModelInfo {
  return {
    id: entry.id, name: entry.name, place: 'local', providerId: null, state: downloading ? 'downloading' : 'available',
    sizeBytes: entry.sizeBytes, windowTokens: entry.windowTokens, needsBytes: null, fits: null, license: entry.license, problem: null,
    small: entry.parameters < smallBelow, duty: 'chat', ...here,
  }
}

function nameOf(id: string): string {
  return id.replace(/^local:/, '').replace(/\.gguf$/i, '')
}
