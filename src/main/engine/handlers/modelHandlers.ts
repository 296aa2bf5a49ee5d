import { fail, ok } from '../../../shared/result.ts'
import { writable, type EngineParts } from '../engineParts.ts'
import type { Handlers } from '../door.ts'
import { missing } from './conversationHandlers.ts'

type Mine = Pick<Handlers, 'models.list' | 'models.download' | 'models.pauseDownload' | 'models.addFile' | 'models.remove' | 'models.use' | 'models.pickFile'>

export function modelHandlers(parts: EngineParts): Mine {
  const { models, settings, events } = parts
  return {
    'models.list': async () => ok({ models: await models.list(), freeBytes: await models.freeBytes() }),
    'models.download': async ({ modelId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      return models.download(modelId)
    },
    'models.pauseDownload': ({ modelId }) => { models.pauseDownload(modelId); return ok({}) },
    'models.addFile': async ({ path }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const added = await models.addFile(path)
      if (added.ok && settings.get().localModelId === null) settings.set({ localModelId: added.value.id })
      if (added.ok) events.emit('settings.changed', settings.get())
      return added
    },
    'models.remove': async ({ modelId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      return models.remove(modelId)
    },
    'models.use': async ({ modelId }) => {
      const write = writable(parts)
      if (!write.ok) return write
      const info = (await models.list()).find((one) => one.id === modelId)
      if (info === undefined) return missing('model')
      if (info.duty !== 'chat' && info.state !== 'ready') return fail('model-missing', 'This model is not on this computer.', 'Download it first.')
      if (info.duty !== 'chat') {
        settings.set(info.duty === 'ranking' ? { rankerId: modelId } : { embedderId: modelId })
        events.emit('settings.changed', settings.get())
        events.emit('models.changed', {})
        return ok(info)
      }
      // A server on this computer counts as local: its place says so.
      settings.set(info.place === 'local' ? { localModelId: modelId } : { cloudModelId: modelId })
      events.emit('settings.changed', settings.get())
      events.emit('models.changed', {})
      return ok(info)
    },
    'models.pickFile': async () => {
      if (parts.options.pickFile === undefined) return ok({ path: null, supported: false })
      return ok({ path: await parts.options.pickFile(), supported: true })
    },
  }
}
