import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { expect, test } from 'vitest'
import { built } from '../support/built.ts'

const root = join(import.meta.dirname, '../..')

/** Electron's own program, or why the test below is skipped. */
function findElectron(): { program: string } | { missing: string } {
  const folder = join(root, 'node_modules/electron')
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return { missing: 'Electron’s program is not downloaded on this computer' }
  const program = join(folder, 'dist', readFileSync(named, 'utf8').trim())
  if (!existsSync(program)) return { missing: 'Electron’s program is not where its package says' }
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return { missing: 'there is no display to open a window on' }
  return { program }
}

const found = findElectron()

test.skipIf('missing' in found)(`[H43] the real Electron opens the window and answers it${'missing' in found ? ` (skipped: ${found.missing})` : ''}`, async () => {
  const profile = mkdtempSync(join(tmpdir(), 'casement-electron-'))
  const rootUser = process.getuid?.() === 0
  const app = await _electron.launch({ executablePath: (found as { program: string }).program, args: [...(rootUser ? ['--no-sandbox'] : []), root, '--profile', profile, '--offline'], cwd: root })
  try {
    expect(built('index')).toBeTruthy()
    const page = await app.firstWindow()
    expect(page.url()).toBe('app://casement/')
    const status = await page.evaluate(() => (window as unknown as { casement: { call(name: string, input: object): Promise<unknown> } }).casement.call('app.status', {}))
    expect(status).toMatchObject({ ok: true, value: { host: 'electron', offline: true } })
    expect(await page.evaluate(() => ['require', 'process'].filter((name) => name in window))).toEqual([])
  } finally {
    await app.close()
    rmSync(profile, { recursive: true, force: true })
  }
})
