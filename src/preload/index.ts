import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import type { Failure } from '../shared/result.ts'

/**
 * All that the window can reach: one question with one answer, and one stream to hear.
 * Only data crosses: no event object, no channel name, nothing of Electron.
 */

async function call(name: unknown, input: unknown): Promise<unknown> {
  try {
    return await ipcRenderer.invoke('casement:call', { name, input })
  } catch {
    // What cannot be cloned never leaves the window; what the other side threw is not for the window's eyes.
    const error: Failure = { kind: 'bad-input', message: 'This request could not be sent.', next: 'Try again, or restart Casement.' }
    return { ok: false, error }
  }
}

function listen(name: unknown, hear: (event: unknown) => void): () => void {
  if (typeof name !== 'string' || typeof hear !== 'function') throw new TypeError('listen takes a name and a function')
  const receive = (_: IpcRendererEvent, message: { name: string; event: unknown }) => {
    if (message.name === name) hear(message.event)
  }
  ipcRenderer.on('casement:event', receive)
  return () => { ipcRenderer.off('casement:event', receive) }
}

contextBridge.exposeInMainWorld('casement', Object.freeze({ call, listen }))
