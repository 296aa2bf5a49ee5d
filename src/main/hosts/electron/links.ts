import { dialog, shell, type BrowserWindow } from 'electron'

const schemes = ['https:', 'http:', 'mailto:']
const longest = 2048

/** An address that may be handed to the system, or null. Anything else could start a program or read a file. */
export function readLink(address: string): URL | null {
  if (address.length > longest) return null
  const url = URL.parse(address)
  if (url === null || !schemes.includes(url.protocol) || url.username !== '' || url.password !== '') return null
  return url
}

let asking = false

/**
 * Opens an address outside after the person said yes; the only way out of the window.
 * A model's text can hold links, so the whole address is shown first, and one question stands at a time.
 */
export async function openLink(window: BrowserWindow, address: string): Promise<void> {
  const url = readLink(address)
  if (url === null || asking) return
  asking = true
  try {
    const mail = url.protocol === 'mailto:'
    const { response } = await dialog.showMessageBox(window, {
      type: 'question', title: 'Open a link', message: mail ? 'Write a mail in your mail program?' : `Open ${url.host} in your browser?`,
      detail: url.href, buttons: ['Cancel', 'Open'], defaultId: 0, cancelId: 0, noLink: true,
    })
    if (response === 1) await shell.openExternal(url.href)
  } finally {
    asking = false
  }
}
