import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { fail, type Result } from '../../../shared/result.ts'
import type { Engine } from '../../engine/engine.ts'
import { isWindowAddress } from './scheme.ts'

/**
 * Connects the engine to the windows: the one channel in, the one channel out.
 * @param windows those that are open now; nobody else is answered
 * @returns stops both
 */
export function serveEngine(engine: Engine, windows: () => readonly BrowserWindow[]): () => void {
  ipcMain.handle('casement:call', (event, request: unknown): Promise<Result<unknown>> | Result<unknown> => {
    if (!isOurs(event, windows())) return fail('refused-sender', 'This page may not ask Casement for anything.')
    const { name, input } = readRequest(request)
    return engine.handle(name, input)
  })
  const stop = engine.listen((name, event) => {
    for (const window of windows()) if (!window.isDestroyed()) window.webContents.send('casement:event', { name, event })
  })
  return () => {
    stop()
    ipcMain.removeHandler('casement:call')
  }
}

/** The top frame of a window of ours, showing a page of ours. A frame that is gone already is nobody. */
function isOurs(event: IpcMainInvokeEvent, windows: readonly BrowserWindow[]): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isWindowAddress(frame.url) && windows.some((window) => !window.isDestroyed() && window.webContents === event.sender)
}

function readRequest(request: unknown): { name: unknown; input: unknown } {
  if (typeof request !== 'object' || request === null) return { name: undefined, input: undefined }
  return { name: 'name' in request ? request.name : undefined, input: 'input' in request ? request.input : undefined }
}
