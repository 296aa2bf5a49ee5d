import type { Loader } from './loader.ts'
import { calculateLoader } from './loaders/calculate.ts'
import { codeLoader } from './loaders/code.ts'
import { commandLoader } from './loaders/command.ts'
import { explainLoader } from './loaders/explain.ts'
import { planLoader } from './loaders/plan.ts'
import { smallTalkLoader } from './loaders/smallTalk.ts'
import { summariseLoader } from './loaders/summarise.ts'
import { translateLoader } from './loaders/translate.ts'
import { writeLoader } from './loaders/write.ts'

/** The sources that come with Casement, beside the search over memories, which a turn brings itself. */
export const builtInLoaders: readonly Loader[] = [planLoader, writeLoader, explainLoader, codeLoader, calculateLoader, summariseLoader, translateLoader, smallTalkLoader, commandLoader]
