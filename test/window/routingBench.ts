import AxeBuilder from '@axe-core/playwright'
import { expect } from 'vitest'
import type { OpenedWindow, WindowBench } from './openWindow.ts'
import type { WindowData } from './scriptedClient.ts'
import { makeWindowData } from './windowData.ts'

export type InSettings = { change?: (data: WindowData) => void; colorScheme?: 'light' | 'dark'; width?: number }

/** Numbers with common spaces. */
export const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ')

/** One part of the settings by its heading. */
export const partOf = ({ page }: OpenedWindow, name: string) => page.getByRole('region', { name, exact: true })

/** Opens the settings, runs a test in them, and closes the window. */
export async function inSettings(bench: WindowBench, { change, colorScheme = 'light', width = 1440 }: InSettings, run: (opened: OpenedWindow) => Promise<void>): Promise<void> {
  const data = makeWindowData()
  change?.(data)
  const opened = await bench.open(data, { colorScheme, viewport: { width, height: 900 } })
  try {
    await opened.page.keyboard.press('Control+,')
    await partOf(opened, 'Contexts').waitFor()
    await run(opened)
    expect(opened.troubles).toEqual([])
  } finally {
    await opened.close()
  }
}

/** Serious accessibility faults of what is shown, each with its place. */
export async function faultsIn({ page }: OpenedWindow): Promise<string[]> {
  await page.waitForTimeout(250)
  const { violations } = await new AxeBuilder({ page: page as never }).exclude('[data-base-ui-focus-guard]').analyze()
  return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`)
}

/** Parts that reach over the right edge of the window. */
export async function wideParts({ page }: OpenedWindow): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('main *, [role=dialog] *')].filter((one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.right > innerWidth + 1 }).map((one) => one.outerHTML.slice(0, 90)).slice(0, 3))
}
