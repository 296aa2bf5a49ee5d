import { readFile } from 'node:fs/promises'
import { freemem, totalmem } from 'node:os'

/**
 * Bytes of memory that a new process could take now. Linux counts its file cache as available and honours a
 * container's limit. macOS keeps almost nothing free on purpose, so half of all memory is taken for available there.
 */
export async function availableMemory(): Promise<number> {
  if (process.platform === 'darwin') return Math.max(freemem(), totalmem() / 2)
  if (process.platform !== 'linux') return freemem()
  const available = /MemAvailable:\s+(\d+) kB/.exec(await readText('/proc/meminfo'))?.[1]
  const free = available === undefined ? freemem() : Number(available) * 1024
  const limit = Number.parseInt(await readText('/sys/fs/cgroup/memory.max'), 10)
  if (!Number.isFinite(limit)) return free
  const used = Number.parseInt(await readText('/sys/fs/cgroup/memory.current'), 10) || 0
  const cached = Number(/^inactive_file (\d+)/m.exec(await readText('/sys/fs/cgroup/memory.stat'))?.[1] ?? 0)
  return Math.max(0, Math.min(free, limit - used + cached))
}

async function readText(path: string): Promise<string> {
  try { return await readFile(path, 'utf8') } catch { return '' }
}
