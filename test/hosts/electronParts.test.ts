import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { answerPage, isWindowAddress } from '../../src/main/hosts/electron/scheme.ts'
import { openKeychain } from '../../src/main/hosts/electron/keychain.ts'
import { openLink, readLink } from '../../src/main/hosts/electron/links.ts'
import { listWindowFiles, pagePolicy } from '../../src/main/platform/windowFiles.ts'
import { seededChance } from './strangeInput.ts'

const system = vi.hoisted(() => ({ backend: 'gnome_libsecret', available: true, readable: true, answer: 0, asked: [] as Array<{ detail: string }>, opened: [] as string[] }))
vi.mock('electron', () => ({
  protocol: {},
  safeStorage: {
    isEncryptionAvailable: () => system.available, getSelectedStorageBackend: () => system.backend,
    encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0xff)),
    decryptString: (sealed: Buffer) => { if (!system.readable) throw new Error('refused'); return Buffer.from(sealed.map((byte) => byte ^ 0xff)).toString() },
  },
  dialog: { showMessageBox: async (_: unknown, options: { detail: string }) => { system.asked.push(options); await Promise.resolve(); return { response: system.answer } } },
  shell: { openExternal: async (url: string) => { system.opened.push(url) } },
}))

const folder = mkdtempSync(join(tmpdir(), 'casement-parts-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => Object.assign(system, { backend: 'gnome_libsecret', available: true, readable: true, answer: 0, asked: [], opened: [] }))

test('[H22] only web and mail addresses may leave, whole and without a name in them', () => {
  const good = ['https://example.com/', 'http://example.com:8080/a?b=c#d', 'mailto:someone@example.com', 'HTTPS://EXAMPLE.COM']
  const bad = [
    '', 'nonsense', '//example.com', 'example.com', 'https://', 'https://user@example.com', 'https://user:pass@example.com', `https://example.com/${'x'.repeat(2048)}`,
    ...['file', 'smb', 'ftp', 'sftp', 'ssh', 'telnet', 'ldap', 'nfs', 'dav', 'jar', 'javascript', 'vbscript', 'data', 'blob', 'about', 'chrome', 'chrome-extension', 'devtools', 'view-source', 'filesystem', 'ws', 'wss',
      'ms-msdt', 'ms-settings', 'ms-officecmd', 'ms-word', 'ms-excel', 'search-ms', 'search', 'shell', 'calculator', 'calc', 'vscode', 'vscode-insiders', 'jetbrains', 'slack', 'zoommtg', 'msteams', 'steam', 'spotify', 'tel', 'sms',
      'facetime', 'itms', 'itms-services', 'x-apple', 'intent', 'market', 'magnet', 'bitcoin', 'irc', 'git', 'app', 'casement', 'electron', 'res', 'mk', 'mhtml', 'help', 'hcp'].map((scheme) => `${scheme}://example.com/x`),
    'javascript:alert(1)', ' javascript:alert(1)', 'java\nscript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '\\\\server\\share', 'C:\\Windows',
  ]
  for (const address of good) expect(readLink(address), address).not.toBeNull()
  for (const address of bad) expect(readLink(address), address).toBeNull()
})

test('[H22] a link opens only after a yes to its whole address, one question at a time', async () => {
  const window = {} as Parameters<typeof openLink>[0]
  await openLink(window, 'https://example.com/a?b=c')
  expect([system.asked.at(-1)?.detail, system.opened]).toEqual(['https://example.com/a?b=c', []])
  system.answer = 1
  await Promise.all([openLink(window, 'https://example.com/one'), openLink(window, 'https://example.com/two')])
  expect(system.opened).toEqual(['https://example.com/one'])
  await openLink(window, 'file:///etc/passwd')
  expect(system.asked).toHaveLength(2)
})

test('[H23] ten thousand invented paths reach no file beside the window', async () => {
  const root = join(folder, 'out', 'renderer')
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'index.html'), 'the page')
  writeFileSync(join(root, 'assets', 'a.js'), 'a script')
  writeFileSync(join(folder, 'out', 'secret.json'), 'a secret')
  const files = listWindowFiles(root)
  expect([...files.keys()].sort()).toEqual(['/', '/assets/a.js', '/index.html'])
  expect(await answerPage(files, 'GET', 'app://casement/').text()).toBe('the page')
  const parts = ['..', '.', '%2e%2e', '..%2f', '%2e%2e%2f', '..\\', '%5c', 'assets', 'a.js', 'index.html', 'secret.json', '%00', ' ', '~', 'C:', '//', '\0', '....', '%252e%252e', 'renderer', 'constructor', '?', '#']
  const chance = seededChance(5)
  for (let round = 0; round < 10_000; round++) {
    const path = Array.from({ length: 1 + Math.floor(chance() * 6) }, () => parts[Math.floor(chance() * parts.length)]).join(chance() < 0.7 ? '/' : '')
    const answer = answerPage(files, 'GET', `app://casement/${path}`)
    expect(answer.headers.get('content-security-policy')).toBe(pagePolicy)
    expect(['', 'the page', 'a script'], path).toContain(answer.status === 200 ? await answer.text() : '')
  }
  for (const address of ['app://other/', 'file:///index.html', 'https://casement/', 'nonsense', 'app:casement', 'app://x@casement/']) expect(answerPage(files, 'GET', address).status, address).toBe(404)
  expect(answerPage(files, 'POST', 'app://casement/').status).toBe(404)
  expect([answerPage(files, 'HEAD', 'app://casement/').status, await answerPage(files, 'HEAD', 'app://casement/').text()]).toEqual([200, ''])
  expect([...listWindowFiles(join(folder, 'nowhere')).keys()]).toEqual([])
})

test('[H24] an address is of the window only when scheme and host are, to the letter', () => {
  for (const address of ['app://casement/', 'app://casement/index.html', 'app://casement/#x']) expect(isWindowAddress(address), address).toBe(true)
  for (const address of ['', 'app://casement.evil.example/', 'app://casement@evil.example/', 'app://evil@casement/', 'app://casement:80/', 'app:casement', 'https://casement/', 'apps://casement/']) expect(isWindowAddress(address), address).toBe(false)
})

test.runIf(process.platform === 'linux')('[H25] keys rest only where a real keychain seals them, and nobody else may read the file', async () => {
  for (const backend of ['basic_text', 'unknown']) {
    system.backend = backend
    expect(openKeychain(join(folder, 'none.json'))).toEqual({ vault: undefined, problem: null })
  }
  system.backend = 'gnome_libsecret'
  system.available = false
  expect(openKeychain(join(folder, 'none.json')).vault).toBeUndefined()
  expect(existsSync(join(folder, 'none.json'))).toBe(false)

  system.available = true
  const file = join(folder, 'keys.json')
  const vault = openKeychain(file).vault!
  expect(await vault.set('openai', 'sk-canary-1234')).toEqual({ ok: true, value: {} })
  await vault.set('other', 'sk-canary-5678')
  expect([vault.kind, vault.isLocked(), vault.passphrase, await vault.get('openai'), await vault.get('nobody')]).toEqual(['keychain', false, null, 'sk-canary-1234', null])
  expect(readFileSync(file, 'utf8')).not.toContain('canary')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await vault.remove('other')
  expect([await vault.get('other'), vault.holds('other'), vault.holds('openai'), vault.problem()]).toEqual([null, false, true, null])
  system.readable = false
  expect(await vault.get('openai')).toBeNull()
  expect(vault.problem()).toBe('The keychain does not open the kept keys of openai. Unlock it and start again, or enter them again.')
})

test.runIf(process.platform === 'linux')('[H25] keys of another keychain are not touched, wait until it is back, and that is said', async () => {
  const file = join(folder, 'moved.json')
  await openKeychain(file).vault!.set('openai', 'first')
  system.backend = 'kwallet6'
  const other = openKeychain(file).vault!
  expect(await other.get('openai')).toBeNull()
  expect(other.problem()).toBe('The keys were sealed by another keychain (gnome_libsecret; this one is kwallet6). They wait until it is back, or can be entered again.')
  await other.set('openai', 'second')
  expect([await other.get('openai'), other.problem()]).toEqual(['second', null])
  expect(existsSync(`${file}.gnome_libsecret`)).toBe(true)
  // Back and forth: nothing that was put aside is ever written over.
  system.backend = 'gnome_libsecret'
  await openKeychain(file).vault!.set('openai', 'third')
  system.backend = 'kwallet6'
  await openKeychain(file).vault!.set('openai', 'fourth')
  expect(readdirSync(folder).filter((name) => name.startsWith('moved.json')).sort()).toEqual(['moved.json', 'moved.json.gnome_libsecret', 'moved.json.gnome_libsecret.2', 'moved.json.kwallet6'])
  system.backend = 'basic_text'
  expect(openKeychain(file)).toEqual({ vault: undefined, problem: expect.stringContaining("Keys were kept in the system's keychain (kwallet6), which cannot be reached now.") })
})

test.runIf(process.platform === 'linux')('[H50] a damaged file of sealed keys is put aside, and a place that takes no file is told', async () => {
  for (const [at, content] of ['{"backend":"gnome_li', '[]', '{"backend":1,"keys":{}}', '{"backend":"x","keys":{"a":7}}'].entries()) {
    const file = join(folder, `damaged-${at}.json`)
    writeFileSync(file, content)
    const vault = openKeychain(file).vault!
    expect([await vault.get('openai'), vault.problem()]).toEqual([null, 'The file with the sealed keys is damaged. It is put aside when a key is entered again.'])
    expect(readFileSync(file, 'utf8')).toBe(content)
    await vault.set('openai', 'sk-new')
    expect([await vault.get('openai'), vault.problem(), readFileSync(`${file}.damaged`, 'utf8')]).toEqual(['sk-new', null, content])
  }
  const nowhere = openKeychain(join(folder, 'no', 'such', 'keys.json')).vault!
  expect(await nowhere.set('openai', 'sk-new')).toMatchObject({ ok: false, error: { kind: 'storage-failed', message: 'The disk did not take the file with the keys.' } })
})
