import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { events, type EventName } from '../../src/shared/contract.ts'
import { findBrowser } from '../support/browser.ts'
import { built } from '../support/built.ts'
import { launchStandIn } from '../support/electronStandIn/launch.ts'
import { runContractSuite } from './contract.ts'

type Bridge = { call(name: unknown, input: unknown): Promise<unknown>; listen(name: string, hear: (event: unknown) => void): () => void }
type Page = { casement: Bridge; heard(name: string, event: unknown): void; stops: Array<() => void> }

runContractSuite('the built preload and main program, under the stand-in for electron', {
  strange: 60,
  async connect() {
    const profile = mkdtempSync(join(tmpdir(), 'casement-desk-'))
    const app = launchStandIn({ entry: built('index'), args: ['--profile', profile, '--offline'], browser: (await findBrowser()).path })
    const page = await app.firstWindow()
    let hearing: (name: EventName, event: Record<string, unknown>) => void = () => {}
    await page.exposeFunction('heard', (name: EventName, event: Record<string, unknown>) => hearing(name, event))
    return {
      call: (name, input) => page.evaluate(([command, value]) => (window as unknown as Page).casement.call(command, value), [name, input]),
      async listen(hear) {
        hearing = hear
        await page.evaluate((names) => {
          const own = window as unknown as Page
          own.stops = names.map((name) => own.casement.listen(name, (event) => own.heard(name, event)))
        }, Object.keys(events))
        return async () => { await page.evaluate(() => { for (const stop of (window as unknown as Page).stops) stop() }) }
      },
      impostors: () => app.evaluate(async ({ standIn, BrowserWindow }) => {
        const [open] = BrowserWindow.getAllWindows()
        const top = open!.webContents.mainFrame
        const senders: Record<string, object> = {
          'a frame that is gone': { sender: open!.webContents, senderFrame: null },
          'a frame inside the page': { sender: open!.webContents, senderFrame: { url: top.url, parent: top } },
          'a page that took its place': { sender: open!.webContents, senderFrame: { url: 'https://evil.example/', parent: null } },
          'a name that begins alike': { sender: open!.webContents, senderFrame: { url: 'app://casement.evil.example/', parent: null } },
          'a name with a person before it': { sender: open!.webContents, senderFrame: { url: 'app://casement@evil.example/', parent: null } },
          'a page from the disk': { sender: open!.webContents, senderFrame: { url: 'file:///index.html', parent: null } },
          'another window': { sender: {}, senderFrame: { url: top.url, parent: null } },
        }
        return Promise.all(Object.entries(senders).map(async ([who, sender]) => {
          const { value } = await standIn.invoke(sender, 'casement:call', [{ name: 'app.status', input: {} }])
          return { who, answer: value }
        }))
      }, null),
      async close() {
        await app.close()
        rmSync(profile, { recursive: true, force: true })
      },
    }
  },
})
