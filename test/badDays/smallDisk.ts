import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterwards, tempFolder } from './support.ts'

export const isRoot = process.getuid?.() === 0

/** A disk of its own, some megabytes small, gone after the test. Throws where this computer does not let us have one. */
export function smallDisk(megabytes: number): string {
  const folder = tempFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'casement-test', folder], { stdio: 'ignore' })
  afterwards(() => execFileSync('umount', ['--lazy', folder]))
  return folder
}

export function mayMount(): boolean {
  if (process.platform !== 'linux' || !isRoot) return false
  const folder = mkdtempSync(join(tmpdir(), 'casement-mount-'))
  try {
    execFileSync('sh', ['-c', `mount -t tmpfs -o size=1m casement-test "${folder}" && umount "${folder}"`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Takes every byte that is left. */
export function fill(disk: string): void {
  for (const size of [65_536, 4096, 512, 1]) {
    for (let at = 0; ; at++) {
      try { writeFileSync(join(disk, `filler-${size}-${at}`), Buffer.alloc(size)) } catch { break }
      if (size === 1 && at > 64) break
    }
  }
}

export function makeRoom(disk: string): void { for (const name of readdirSync(disk)) if (name.startsWith('filler')) rmSync(join(disk, name)) }
