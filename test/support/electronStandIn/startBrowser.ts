import { spawn } from 'node:child_process'
import { connectCdp } from './cdp.ts'
import { browser } from './state.ts'

/** Starts the browser that draws the windows, and tells the test where it listens. It ends with this process. */
export async function startBrowser(): Promise<void> {
  const child = spawn(process.env['STAND_IN_BROWSER']!, [
    '--headless', '--remote-debugging-port=0', `--user-data-dir=${process.env['STAND_IN_FOLDER']!}`, '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', 'about:blank',
  ], { stdio: ['ignore', 'ignore', 'pipe'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const endpoint = await new Promise<string>((found, failed) => {
    let said = ''
    child.stderr.on('data', (part: Buffer) => {
      said += String(part)
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address !== undefined) found(address)
    })
    child.once('exit', () => failed(new Error(`the browser ended: ${said.slice(-500)}`)))
  })
  browser.cdp = await connectCdp(endpoint)
  await closeStrangers()
  process.send?.({ type: 'browser', endpoint, pid: child.pid })
}

/** Targets that the stand-in opened; any other page is a popup, and popups do not live. */
export const ownTargets = new Set<string>()

async function closeStrangers(): Promise<void> {
  const cdp = browser.cdp!
  const first = await cdp.send<{ targetInfos: Array<{ targetId: string }> }>('Target.getTargets')
  for (const { targetId } of first.targetInfos) ownTargets.add(targetId)
  cdp.on('Target.targetCreated', ({ targetInfo }: { targetInfo: { targetId: string; type: string; url: string } }) => {
    // Our own are added before the browser answers, so the question waits a turn.
    setTimeout(() => {
      if (targetInfo.type === 'page' && !ownTargets.has(targetInfo.targetId)) void cdp.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {})
    }, 200)
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true })
}
