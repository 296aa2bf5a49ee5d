import { regionDefaults } from '../../shared/names.ts'
import type { BudgetPlan, BudgetPreset } from '../../shared/strategy.ts'
import type { Region } from '../../shared/words.ts'
import { forEachRegion } from './regions.ts'

/** What a preset promises one region, in tokens of the window that the preset was written for. */
export interface PresetRegion {
  /** Null takes what the others leave. */
  readonly tokens: number | null
  readonly floor: number
  readonly priority: number
  readonly compressible: boolean
}

export interface Preset {
  readonly id: BudgetPlan['preset']
  readonly name: string
  readonly about: string
  /** Most tokens of prompt and answer together; null: the whole window. */
  readonly total: number | null
  /** Most tokens kept for the answer; null: by the size of the window. */
  readonly reserve: number | null
  /** The window that the tokens of its regions are written for. Other windows give the same parts. */
  readonly base: number
  readonly regions: Readonly<Record<Region, PresetRegion>>
}

const region = (tokens: number | null, floor: number, priority: number, compressible: boolean): PresetRegion => ({ tokens, floor, priority, compressible })

// History is not compressible in any preset: earlier turns leave as whole exchanges, and summing them up is an epoch's work.
// Tool schemas, pinned facts and steering lose their meaning when cut.
const casement: Preset = {
  id: 'casement', name: 'Casement', about: 'For everyday talk: notes, files and earlier turns in parts that grow with the window of the model.',
  total: null, reserve: null, base: 8000,
  regions: {
    core: region(regionDefaults.core, 128, 0, true),
    persona: region(regionDefaults.persona, 64, 0, true),
    tools: region(regionDefaults.tools, 0, 1, false),
    profile: region(regionDefaults.profile, 0, 1, false),
    summary: region(regionDefaults.summary, 0, 3, true),
    history: region(regionDefaults.history, 0, 5, false),
    memories: region(regionDefaults.memories, 64, 3, true),
    documents: region(regionDefaults.documents, 0, 4, true),
    results: region(regionDefaults.results, 0, 2, true),
    steering: region(regionDefaults.steering, 0, 2, false),
    recent: region(regionDefaults.recent, 128, 1, true),
    message: region(regionDefaults.message, 256, 0, true),
  },
}

/**
 * Seven sections of 8,000 tokens beside the answer. The system prompt is core and persona; retrieved context is notes and
 * documents in equal halves; recent messages are the last exchanges and the earlier ones in equal halves. The seven take
 * 7,700; the 300 left over go to tools and steering, which have no section of their own. Levels 1, 2 and 3 become 0, 1 and 2;
 * nothing there was ranked lower.
 */
const sevenSections: Preset = {
  id: 'seven-sections', name: 'Seven sections', about: 'For short, cheap prompts: never more than 8,000 tokens beside the answer, in seven fixed sections.',
  total: 9000, reserve: 1000, base: 9000,
  regions: {
    core: region(350, 128, 0, false),
    persona: region(150, 64, 0, false),
    tools: region(200, 0, 1, false),
    profile: region(200, 0, 1, false),
    summary: region(500, 0, 1, true),
    history: region(1000, 0, 0, false),
    memories: region(1500, 64, 2, true),
    documents: region(1500, 0, 2, true),
    results: region(1000, 0, 1, true),
    steering: region(100, 0, 1, false),
    recent: region(1000, 128, 0, false),
    message: region(500, 256, 0, false),
  },
}

/**
 * Seven priorities for a window of 128,000 with 4,096 for the answer. Budgets lie in the usual range of each priority, floors at
 * its lower end. The memory summary (3) is what is known of the person and of the talk: pinned facts, notes, and the
 * running summary. Results of tools belong to the recent conversation (5); what is older takes the remainder (6).
 */
const sevenPriorities: Preset = {
  id: 'seven-priorities', name: 'Seven priorities', about: 'For large windows and long work with files: what matters most is packed first, up to 128,000 tokens.',
  total: 128_000, reserve: 4096, base: 128_000,
  regions: {
    core: region(600, 300, 0, true),
    persona: region(200, 64, 0, true),
    tools: region(3000, 1000, 1, false),
    message: region(1000, 256, 2, true),
    steering: region(400, 0, 2, false),
    profile: region(500, 0, 3, false),
    summary: region(2000, 0, 3, true),
    memories: region(2000, 500, 3, true),
    documents: region(20_000, 2000, 4, true),
    recent: region(30_000, 3000, 5, true),
    results: region(20_000, 2000, 5, true),
    history: region(null, 0, 6, false),
  },
}

const presets: Readonly<Record<BudgetPlan['preset'], Preset>> = { 'casement': casement, 'seven-sections': sevenSections, 'seven-priorities': sevenPriorities }

/** A preset with its exact figures. */
export function presetOf(id: BudgetPlan['preset']): Preset {
  return presets[id]
}

/** The named ways to share a window out, for people to choose from: shares in thousandths, rounded. */
export function listPresets(): BudgetPreset[] {
  return Object.values(presets).map(({ base, regions, ...preset }) => ({
    ...preset,
    regions: forEachRegion((name) => {
      const { tokens, ...rest } = regions[name]
      return { share: tokens === null ? null : Math.round((tokens * 1000) / base), ...rest }
    }),
  }))
}
