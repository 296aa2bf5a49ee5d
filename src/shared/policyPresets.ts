import type { PolicyRule } from './policy.ts'

/** A list of rules to begin from. Plain data: the window and the engine both read it, and the person may change every line after taking it. */
export type PolicyPreset = { readonly id: string; readonly name: string; /** What it does, one sentence. */ readonly about: string; readonly rules: readonly PolicyRule[] }

/** The ready-made policies, simplest first. A model left open is the one of the settings. */
export const policyPresets: readonly PolicyPreset[] = [
  {
    id: 'everything-here', name: 'Everything here', about: 'Every message is answered on this computer.',
    rules: [{ id: 'here-all', name: 'Everything here', enabled: true, when: {}, then: { kind: 'local', modelId: null } }],
  },
  {
    id: 'hybrid', name: 'Hybrid', about: 'Simple questions, sorting and looking up stay here; writing, hard thinking and code may go to the cloud, with a context made here.',
    rules: [
      { id: 'hybrid-simple', name: 'Simple things here', enabled: true, when: { taskClasses: ['simple-question', 'classification', 'extraction'] }, then: { kind: 'local', modelId: null } },
      { id: 'hybrid-hard', name: 'Writing, hard thinking and code to the cloud', enabled: true, when: { taskClasses: ['generation', 'reasoning', 'coding'] }, then: { kind: 'cloud', modelId: null, allowPersonal: false } },
      { id: 'hybrid-between', name: 'In between: context made here, then the cloud', enabled: true, when: { taskClasses: ['medium'] }, then: { kind: 'cloud', modelId: null, allowPersonal: false } },
    ],
  },
  {
    id: 'ask-first', name: 'Ask before anything leaves', about: 'What would do better in the cloud waits for a yes; everything else stays here.',
    rules: [
      { id: 'ask-hard', name: 'Ask before hard things leave', enabled: true, when: { taskClasses: ['medium', 'generation', 'reasoning', 'coding'] }, then: { kind: 'ask', modelId: null, allowPersonal: false } },
      { id: 'ask-rest', name: 'Everything else here', enabled: true, when: {}, then: { kind: 'local', modelId: null } },
    ],
  },
  {
    id: 'hard-things', name: 'Hard things to the cloud', about: 'Only what a small model would likely get wrong goes out; personal and local notes never.',
    rules: [
      { id: 'hard-personal', name: 'Personal things here', enabled: true, when: { labels: ['personal', 'local'] }, then: { kind: 'local', modelId: null } },
      { id: 'hard-out', name: 'Hard things to the cloud', enabled: true, when: { difficultyAtLeast: 0.6, network: 'online' }, then: { kind: 'cloud', modelId: null, allowPersonal: false } },
      { id: 'hard-rest', name: 'Everything else here', enabled: true, when: {}, then: { kind: 'local', modelId: null } },
    ],
  },
  {
    id: 'save-money', name: 'Save money', about: 'Hard things go to the cloud until a dollar is spent today or ten this month; then everything stays here.',
    rules: [
      { id: 'save-today', name: 'A dollar spent today', enabled: true, when: { spentTodayAtLeast: 1 }, then: { kind: 'local', modelId: null } },
      { id: 'save-month', name: 'Ten dollars spent this month', enabled: true, when: { spentMonthAtLeast: 10 }, then: { kind: 'local', modelId: null } },
      { id: 'save-long', name: 'Long talks here', enabled: true, when: { tokensAtLeast: 20_000 }, then: { kind: 'local', modelId: null } },
      { id: 'save-hard', name: 'Hard things to the cloud', enabled: true, when: { difficultyAtLeast: 0.6 }, then: { kind: 'cloud', modelId: null, allowPersonal: false } },
    ],
  },
  {
    id: 'night-and-battery', name: 'Spare the battery, quiet at night', about: 'With little battery, hard things go to the cloud instead of working this computer; at night nothing leaves it.',
    rules: [
      { id: 'spare-night', name: 'At night nothing leaves', enabled: true, when: { hours: { from: 22, until: 7 } }, then: { kind: 'local', modelId: null } },
      { id: 'spare-battery', name: 'Little battery', enabled: true, when: { power: 'battery', batteryBelow: 0.3, taskClasses: ['medium', 'generation', 'reasoning', 'coding'] }, then: { kind: 'cloud', modelId: null, allowPersonal: false } },
    ],
  },
]
