import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { makeInspectorData, type InspectorWish } from './inspectorData.ts'
import type { OpenedWindow, WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'

export type InspectorSetting = { wish?: InspectorWish; theme?: 'light' | 'dark'; face?: string; picture?: 'map' | 'grid' | 'table'; change?: (data: WindowData) => void }

/** Opens the window on the conversation of the fixtures with the inspector beside it, runs a test in it, and closes it. */
export async function inInspector(bench: WindowBench, setting: InspectorSetting, run: (opened: OpenedWindow) => Promise<void>): Promise<void> {
  const data = makeInspectorData(setting.wish)
  setting.change?.(data)
  const opened = await bench.open(data, { colorScheme: setting.theme ?? 'light' })
  const { page } = opened
  page.setDefaultTimeout(15_000)
  try {
    await page.evaluate((kept) => localStorage.setItem('casement.window', JSON.stringify(kept)), { conversationId: 'conv-lisbon', inspectorOpen: true, inspectorFace: setting.face ?? 'context', contextPicture: setting.picture ?? 'map' })
    await page.reload()
    await page.getByRole('tab', { name: 'Context' }).waitFor()
    await run(opened)
    expect(opened.strayRequests).toEqual([])
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

/** Says something to the page in the engine's name. */
export function emitIn(page: Page, name: string, event: unknown): Promise<void> {
  return page.evaluate(([kind, what]) => window.scripted.emit(kind, what), [name, event] as const)
}
