import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Failure } from '../../src/shared/result.ts'
import { openWindowBench, type OpenedWindow, type WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

type Wire = { refusal: Failure | null; down: boolean; break(): void }
declare global { interface Window { wire: Wire } }

let bench: WindowBench
beforeAll(async () => { bench = await openWindowBench() })
afterAll(() => bench.close())

/** Puts a wire that can break between the window and the scripted engine. It runs in the page. */
function layWire(refusal: Failure | null): void {
  const bridge = window.casement!
  delete window.casement
  const open = new Set<ReadableStreamDefaultController<Uint8Array>>()
  const wire: Wire = { refusal, down: false, break: () => { wire.down = true; for (const one of open) one.close(); open.clear() } }
  for (const name of ['turn.started', 'turn.stage', 'turn.token', 'turn.ended'] as const) {
    bridge.listen(name, (event) => { for (const one of open) one.enqueue(new TextEncoder().encode(`${JSON.stringify({ name, event })}\n`)) })
  }
  const fetched = async (path: string, init: RequestInit) => {
    if (wire.down) throw new TypeError('nobody is there')
    if (wire.refusal !== null) return Response.json({ ok: false, error: wire.refusal }, { status: 401 })
    if (path === '/api/events') return new Response(new ReadableStream<Uint8Array>({ start: (stream) => { open.add(stream) } }))
    const { name, input } = JSON.parse(String(init.body)) as { name: 'app.status'; input: Record<string, never> }
    return Response.json(await bridge.call(name, input))
  }
  Object.assign(window, { wire, fetch: fetched })
}

async function openOverWire(data: WindowData, refusal: Failure | null = null): Promise<OpenedWindow> {
  const opened = await bench.open(data)
  await opened.page.addInitScript(layWire, refusal)
  await opened.page.reload()
  return opened
}

const refusal: Failure = { kind: 'refused-sender', message: 'The key of this window is missing or from an earlier start.', next: 'Open the address that was printed at the start.' }

test('[W33] a window without a key says only that, and what to do', async () => {
  const opened = await openOverWire(makeWindowData(), refusal)
  const { page } = opened
  await page.getByText(refusal.message).waitFor()
  await page.waitForTimeout(400)
  expect((await page.locator('body').innerText()).trim().split(/\s*\n\s*/)).toEqual([refusal.message, refusal.next])
  expect(await page.getByRole('button').count()).toBe(0)
  await opened.close()
})

test('[W33] a key that is refused later is one sentence over what is shown, with nothing to press', async () => {
  const opened = await openOverWire(makeWindowData())
  const { page } = opened
  await page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await page.locator('article').first().waitFor()
  await page.evaluate((why) => { window.wire.refusal = why }, refusal)
  await page.getByRole('button', { name: 'Rust lifetimes, gently', exact: true }).click()
  await page.getByText(`${refusal.message} ${refusal.next}`).waitFor()
  expect(await page.getByRole('button', { name: /Read it again|Reconnect|Try again/ }).count()).toBe(0)
  expect(await page.getByText('does not answer').count()).toBe(0)
  await opened.close()
})

test('[W8] [W33] when Casement stops, the answer stands as interrupted and the window says how to go on', async () => {
  const opened = await openOverWire(makeWindowData({ paceMs: 0, answers: [{ text: 'One two three four' }] }))
  const { page } = opened
  const answer = page.getByRole('article', { name: 'Answer' }).last()
  await page.getByRole('button', { name: 'Lisbon in June', exact: true }).click()
  await page.locator('article').first().waitFor()
  await page.getByLabel('Message', { exact: true }).fill('Go on')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  await page.evaluate(() => window.scripted.release(4))
  await expect.poll(() => answer.innerText()).toContain('One two')
  await page.evaluate(() => window.wire.break())
  await page.getByText(/Casement was closed or has stopped\. Start it again with “npm start”/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Stop' }).count()).toBe(0)
  expect(await answer.innerText()).toContain('One two')
  expect(await answer.innerText()).toContain('interrupted')
  // It was only the wire: the turn went on meanwhile, and the window finds it again.
  await page.evaluate(() => { window.wire.down = false; window.scripted.release(1) })
  await page.getByRole('button', { name: 'Reconnect' }).click()
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  await page.evaluate(() => window.scripted.release(9))
  await expect.poll(() => answer.innerText()).toContain('One two three four')
  await expect.poll(() => answer.innerText()).not.toContain('interrupted')
  await opened.close()
})
