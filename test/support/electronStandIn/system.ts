import { app } from './app.ts'
import { browser, loudly, record, schemes, script } from './state.ts'

/** Dialogs, links, menus, permissions and keys: noted or scripted, since nobody sits in front of a test. */

type MessageBox = { cancelId?: number }
const noted = (kind: string, args: unknown[]) => {
  const options = args.at(-1)
  record.dialogs.push({ kind, options })
  return options
}

export const dialog = loudly('dialog', {
  async showMessageBox(...args: unknown[]) {
    const options = noted('message', args) as MessageBox
    return { response: script.buttons.shift() ?? options.cancelId ?? 0, checkboxChecked: false }
  },
  async showOpenDialog(...args: unknown[]) {
    noted('open', args)
    const filePaths = script.files.splice(0)
    return { canceled: filePaths.length === 0, filePaths }
  },
  showErrorBox(title: string, content: string) {
    noted('error', [{ title, content }])
    process.stderr.write(`[dialog] ${title}\n${content}\n`)
  },
})

export const shell = loudly('shell', { async openExternal(url: string) { record.opened.push(url) } })

export const Menu = loudly('Menu', {
  buildFromTemplate: (template: unknown) => ({ template }),
  setApplicationMenu(menu: unknown) { record.menu = menu },
})

export const powerMonitor = loudly('powerMonitor', {
  isOnBatteryPower() {
    if (!app.isReady()) throw new Error('The "powerMonitor" module can\'t be used before the app is ready')
    return script.onBattery
  },
})

const schemeParts = {
  registerSchemesAsPrivileged(list: Array<{ scheme: string }>) {
    if (browser.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    record.beforeReady.push(...list.map((one) => `scheme ${one.scheme}`))
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>) { schemes.set(scheme, handler) },
}
export const protocol = loudly('protocol', schemeParts)

export const permissions = {
  request: null as ((contents: unknown, permission: string, decide: (granted: boolean) => void, details: { requestingUrl: string }) => void) | null,
  check: null as ((contents: unknown, permission: string, origin: string) => boolean) | null,
  device: null as ((details: unknown) => boolean) | null,
}

export const session = loudly('session', {
  get defaultSession() {
    if (!app.isReady()) throw new Error('Session can only be received when app is ready')
    return defaultSession
  },
})
const defaultSession = loudly('session.defaultSession', {
  protocol,
  setPermissionRequestHandler(handler: typeof permissions.request) { permissions.request = handler },
  setPermissionCheckHandler(handler: typeof permissions.check) { permissions.check = handler },
  setDevicePermissionHandler(handler: typeof permissions.device) { permissions.device = handler },
  setSpellCheckerEnabled() {},
})

const backend = process.env['STAND_IN_KEYRING'] ?? 'basic_text'

/** Base64 with a mark: it hides nothing, and says so. */
export const safeStorage = loudly('safeStorage', {
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => backend,
  encryptString: (text: string) => Buffer.from(`not secret:${text}`, 'utf8'),
  decryptString(sealed: Buffer) {
    const text = sealed.toString('utf8')
    if (!text.startsWith('not secret:')) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.')
    return text.slice('not secret:'.length)
  },
})
