import type { BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { makeInspectorData, type InspectorWish } from './inspectorData.ts'
import { makeCandidates } from './memoryData.ts'
import type { OpenedWindow, WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'

export type MemorySetting = { wish?: InspectorWish; options?: BrowserContextOptions; candidates?: boolean; change?: (data: WindowData) => void }

/** Opens the Memories page, runs a test in it, and closes it; nothing may have gone wrong in the page. */
export async function inMemories(bench: WindowBench, setting: MemorySetting, run: (opened: OpenedWindow) => Promise<void>): Promise<void> {
  const data = makeInspectorData({ memories: 30, ...setting.wish })
  if (setting.candidates === true) data.memories = [...makeCandidates(), ...data.memories]
  setting.change?.(data)
  const opened = await bench.open(data, setting.options)
  const { page } = opened
  page.setDefaultTimeout(15_000)
  try {
    await page.getByRole('heading', { level: 1 }).or(page.getByRole('button', { name: 'Show the list' })).first().waitFor()
    if (!await page.getByRole('navigation', { name: 'Pages' }).isVisible()) await page.keyboard.press('Control+b')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: /^Memories/ }).click()
    await page.getByRole('heading', { name: 'Memories', level: 1 }).waitFor()
    await run(opened)
    expect(opened.strayRequests).toEqual([])
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

export const showView = (page: Page, name: RegExp | string) => page.getByRole('group', { name: 'View' }).getByRole('button', { name }).click()
export const detail = (page: Page) => page.getByRole('complementary', { name: 'The chosen memory' })
export const chosen = (page: Page) => page.locator('[role=option][aria-selected=true]')
export const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')
/** The option with exactly this text, whatever follows in its quiet line. */
export const row = (page: Page, text: string) => page.getByRole('option').filter({ has: page.getByText(text, { exact: true }) }).first()
