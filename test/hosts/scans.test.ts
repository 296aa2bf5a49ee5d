import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const sources = globSync('src/**/*.{ts,tsx,html,css}', { cwd: root }).map((file) => ({ file: file.replaceAll('\\', '/'), text: withoutComments(readFileSync(join(root, file), 'utf8')) }))

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/[^\n]*/g, '$1')
}

function places(pattern: RegExp, within: (file: string) => boolean = () => true): string[] {
  return sources.filter(({ file, text }) => within(file) && pattern.test(text)).flatMap(({ file, text }) => [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))].map(() => file))
}

test('[H40] there is one place for each dangerous thing', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(places(/new (BrowserWindow|WebContentsView|BaseWindow|BrowserView)\b/)).toEqual(['src/main/hosts/electron/window.ts'])
  expect(places(/\.openExternal\(/)).toEqual(['src/main/hosts/electron/links.ts'])
  expect(places(/\bipcMain\.(handle|on|once|handleOnce)\b/)).toEqual(['src/main/hosts/electron/serve.ts'])
  expect(places(/\bipcRenderer\b/, (file) => !file.startsWith('src/preload/'))).toEqual([])
  expect(places(/exposeInMainWorld\(/)).toEqual(['src/preload/index.ts'])
  expect(places(/protocol\.handle\(/)).toEqual(['src/main/hosts/electron/scheme.ts'])
  expect(places(/\bserve\(\{/, (file) => file.startsWith('src/main/hosts'))).toEqual(['src/main/hosts/web/server.ts'])
})

test('[H41] nothing that weakens the window is written anywhere', () => {
  const weak = /webSecurity:\s*false|allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|<webview|@electron\/remote|disable-web-security|no-sandbox|ELECTRON_DISABLE_SECURITY_WARNINGS|nodeIntegration\w*:\s*true|contextIsolation:\s*false|sandbox:\s*false|setCertificateVerifyProc|certificate-error|openPath\(|showItemInFolder\(|remote-debugging|bypassCSP/
  expect(places(weak)).toEqual([])
  for (const planted of ['webSecurity: false', "app.commandLine.appendSwitch('no-sandbox')", 'nodeIntegrationInWorker: true', 'contextIsolation:false', 'shell.openPath(file)']) expect(withoutComments(planted)).toMatch(weak)
  expect(places(/0\.0\.0\.0|access-control-allow/i, (file) => file.startsWith('src/main/hosts'))).toEqual([])
})

test('[H42] the window makes no markup or code from text', () => {
  const inWindow = (file: string) => file.startsWith('src/renderer/') || file.startsWith('src/preload/')
  expect(places(/dangerouslySetInnerHTML|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc/i, inWindow)).toEqual([])
  expect(places(/<script(?![^>]*\bsrc=)/, (file) => file.endsWith('.html'))).toEqual([])
  expect(places(/\son\w+="/, (file) => file.endsWith('.html'))).toEqual([])
})
