import { basename, dirname } from 'node:path'
import { env, type PreTrainedModel, type PreTrainedTokenizer } from '@huggingface/transformers'

/** Runs inside the model process: models that stay open, one per folder. */

/** The model that serves the index, the one that takes over, the one that came along, and one that puts in order. */
const mostOpen = 4

/** One folder's weights, opened. */
export interface OpenModel { readonly tokenizer: PreTrainedTokenizer; readonly model: PreTrainedModel }

type Loader = (name: string, options: Record<string, unknown>) => Promise<OpenModel>

const open = new Map<string, Promise<OpenModel>>()
/** The library reads where models lie from one place for all: they are opened one after the other. */
let opening: Promise<unknown> = Promise.resolve()

/**
 * The model of a folder, opened at its first use. The one used longest ago is let go of when too many are open.
 * A model that did not open is tried again by the next call.
 */
export function openModel(folder: string, threads: number, load: Loader): Promise<OpenModel> {
  const before = open.get(folder)
  if (before !== undefined) {
    open.delete(folder)
    open.set(folder, before)
    return before
  }
  const opened = opening.then(() => {
    env.allowRemoteModels = false
    env.localModelPath = dirname(folder)
    return load(basename(folder), {
      dtype: 'q8', device: 'cpu',
      // Threads that wait by spinning cost more than the work itself here, and starve whatever else runs.
      session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, extra: { session: { intra_op: { allow_spinning: '0' } } } },
    })
  })
  opening = opened.catch(() => {})
  open.set(folder, opened)
  opened.catch(() => { if (open.get(folder) === opened) open.delete(folder) })
  const oldest = open.keys().next()
  if (open.size > mostOpen && !oldest.done) open.delete(oldest.value)
  return opened
}
