import { ok } from '../../../shared/result.ts'
import { countEverything } from '../../storage/conversations.ts'
import { sentBytesSince } from '../../storage/egress.ts'
import { checkIntegrity } from '../../storage/integrity.ts'
import { sumCosts } from '../../storage/traces.ts'
import { isOffline, readOnlyReason, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { version } from '../version.ts'
import { startOfDay } from './budgetHandlers.ts'

export function appHandlers(parts: EngineParts): Pick<Handlers, 'app.status' | 'app.diagnose'> {
  const { store, models, indexer, clock, options } = parts
  return {
    'app.status': () => {
      const midnight = startOfDay(clock.now())
      return ok({
        version, host: options.host, profile: store.folder,
        readOnly: readOnlyReason(parts), readOnlySince: store.readOnlySince, offline: isOffline(parts),
        counts: countEverything(store.read), index: parts.search.state(),
        embedder: { state: models.embedderState(), model: models.embedder.modelId },
        sentBytesToday: sentBytesSince(store.read, midnight), costToday: sumCosts(store.read, { conversationId: null, since: midnight }).cost,
      })
    },
    'app.diagnose': async () => {
      const started = clock.elapsed()
      const vectors = await models.embedder.embed(['one short sentence']).catch(() => [])
      const embedMs = clock.elapsed() - started
      const found = await parts.index.words('casement', { kinds: ['memory', 'message'], limit: 1 }).then(() => true, () => false)
      const local = (await models.list()).filter((model) => model.duty === 'chat' && model.place === 'local' && model.providerId === null)
      const usable = local.filter((model) => model.state === 'ready' || model.state === 'not-loaded')
      const broken = local.filter((model) => model.problem !== null)
      const index = indexer.state()
      const readOnly = readOnlyReason(parts)
      return ok({
        checks: [
          { name: 'Store', ok: readOnly === null, detail: readOnly?.message ?? `${store.folder}, open for writing` },
          { name: 'Integrity', ...checkIntegrity(store.read) },
          { name: 'Search index', ok: found && index.state !== 'failed', detail: found ? `${index.state}${index.state === 'building' ? `, ${index.done} of ${index.total}` : ''}` : 'did not answer; it is made again at the next start' },
          { name: 'Embedding model', ok: vectors.length === 1, detail: vectors.length === 1 ? `${models.embedder.modelId}, ${Math.round(embedMs)} ms` : 'did not answer: memories are found by words only' },
          { name: 'Local chat model', ok: usable.length > 0, detail: usable.length > 0 ? usable.map((model) => model.name).join(', ') : 'none: download the starter model, pick a GGUF file, or point to a local server (Settings, Models)' },
          ...broken.map((model) => ({ name: `Model file ${model.name}`, ok: false, detail: model.problem!.message })),
          { name: 'Network', ok: true, detail: isOffline(parts) ? 'offline: nothing can leave' : `${sentBytesSince(store.read, startOfDay(clock.now()))} bytes sent today` },
        ],
      })
    },
  }
}
