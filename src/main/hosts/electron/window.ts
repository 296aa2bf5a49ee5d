import { BrowserWindow, dialog, type WebContents } from 'electron'
import { stderrLog } from '../../platform/log.ts'
import { openLink } from './links.ts'
import { isWindowAddress, windowAddress } from './scheme.ts'

export interface WindowOptions { readonly preload: string; readonly devTools: boolean }

/**
 * The one place where a window is made, so that no window exists without its locks.
 * It shows itself when its first picture is ready, and comes back when its process dies.
 */
export function openWindow({ preload, devTools }: WindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280, height: 820, minWidth: 480, minHeight: 400, show: false, title: 'Casement',
    webPreferences: {
      preload, devTools,
      contextIsolation: true, sandbox: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webviewTag: false, spellcheck: false, navigateOnDragDrop: false,
    },
  })
  window.once('ready-to-show', () => window.show())
  reloadWhenGone(window)
  // Rejects where a reload comes in between, and then the reload loads it.
  window.loadURL(windowAddress).catch((error: unknown) => stderrLog.warn(`the window was not loaded: ${String(error)}`))
  return window
}

/** Keeps a page where it is: no navigation, no frames, no windows; links are asked about and open outside. */
export function lockPage(contents: WebContents): void {
  const leave = (event: { preventDefault(): void; readonly url: string; readonly isMainFrame?: boolean }) => {
    // A reload of our own page is no way out.
    if (event.isMainFrame !== false && isWindowAddress(event.url)) return
    event.preventDefault()
    follow(contents, event.url)
  }
  contents.on('will-navigate', leave)
  contents.on('will-redirect', leave)
  contents.on('will-frame-navigate', (event) => { if (!event.isMainFrame) event.preventDefault() })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    follow(contents, url)
    return { action: 'deny' }
  })
}

function follow(contents: WebContents, address: string): void {
  const window = BrowserWindow.fromWebContents(contents)
  // The system has no program for it, say: the person sees that nothing opens.
  if (window !== null) openLink(window, address).catch((error: unknown) => stderrLog.warn(`a link could not be opened: ${String(error)}`))
}

const mostReloadsPerMinute = 3

/** The engine lives elsewhere, so a dead page loses nothing; a page that dies again and again is left alone. */
function reloadWhenGone(window: BrowserWindow): void {
  let deaths: number[] = []
  window.webContents.on('render-process-gone', (_, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return
    const now = performance.now()
    deaths = [...deaths.filter((at) => now - at < 60_000), now]
    if (deaths.length <= mostReloadsPerMinute) return window.webContents.reload()
    dialog.showErrorBox('The window stopped working', 'Nothing is lost. Close Casement and start it again.')
  })
}
