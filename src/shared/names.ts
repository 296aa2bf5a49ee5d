/**
 * The domain's plain lists and limits, without any schema: for those who need the words alone,
 * such as the window, which is checked at the engine's door and carries no checker of its own.
 */

/** Longest message that is taken, in UTF-16 units. More is refused whole, and the draft stays where it is. */
export const maxMessageChars = 12_000_000
/** Largest request body that any host reads, in bytes. */
export const maxRequestBytes = 48 * 1024 * 1024

/** Who may see a piece. `open` may go to the cloud, `personal` only with consent for the task, `local` never leaves. */
export const labels = ['open', 'personal', 'local'] as const

/** The twelve regions of a context window, in the order in which DESIGN names them. */
export const regions = [
  'core', 'persona', 'tools', 'profile', 'summary', 'history',
  'memories', 'documents', 'results', 'steering', 'recent', 'message',
] as const

/** What each region gets of a window of 8,000 tokens; null takes what the others leave. */
export const regionDefaults: Readonly<Record<(typeof regions)[number], number | null>> = {
  core: 500, persona: 200, tools: 600, profile: 200, summary: 500, history: null,
  memories: 1500, documents: 1500, results: 1000, steering: 150, recent: 1000, message: 500,
}

/** The kinds of task that a person can route to one model or another. */
export const taskKinds = ['chat', 'recall', 'write', 'explain', 'code', 'calculate', 'plan', 'summarise', 'translate', 'small-talk', 'command'] as const

/** How tasks are sorted for the route: the first three are answered here, the last three may go to the cloud, and for `medium` the context is made here first. */
export const taskClasses = ['simple-question', 'classification', 'extraction', 'medium', 'generation', 'reasoning', 'coding'] as const

/** Kinds of what a message can name. */
export const entityKinds = [
  'person', 'organisation', 'place', 'product', 'event', 'date', 'time', 'duration', 'recurrence', 'number', 'money', 'email', 'url', 'phone', 'language', 'media', 'food', 'device', 'other',
] as const

/** The named ways to share a window out. */
export const budgetPresetIds = ['casement', 'seven-sections', 'seven-priorities'] as const

/** How contexts are made unless the person chooses otherwise. */
export const defaultStrategy = {
  budget: { preset: 'casement', total: null, reserve: null, regions: {} },
  retrieval: { limit: 60, threshold: 0.14, redundancy: 0.93, feedback: true },
  compression: {
    automatic: true, method: 'rules', compactAt: 0.7, keepMessages: 10, windowTurns: 15,
    workingMemory: false, workingMessages: 20, workingTokens: 4000, decayTurns: null,
  },
  order: 'edges', focus: true, plan: true,
} as const

/** Stands where something was forgotten. */
export const forgottenMark = '[forgotten]'

/** The stages of a turn, in their order. */
export const stageNames = ['understand', 'plan', 'recall', 'screen', 'select', 'route', 'open', 'compact', 'assemble', 'generate', 'learn', 'keep'] as const
