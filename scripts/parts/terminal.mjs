import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const spinner = ['-', '\\', '|', '/']

/** Writes one line for the person who started this; on stderr, so that the output of a command stays its own. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Runs a program that has nothing to say while it goes well, and shows how long it takes: one line that is written over
 * in a terminal, elsewhere one line every ten seconds. What it prints goes to a log file. After `limitMs` it is ended.
 * @returns {Promise<{ ok: boolean, output: string }>} `output` is the end of what it printed; `ok` is false too where it could not be started
 */
export async function runWithProgress(title, command, args, { cwd, env, log, shell = false, detail = () => '', limitMs }) {
  mkdirSync(dirname(log), { recursive: true })
  writeFileSync(log, '')
  const began = Date.now()
  const line = () => `${title}${detail()} (${Math.round((Date.now() - began) / 1000)} s)`
  const terminal = process.stderr.isTTY === true
  let turn = 0
  let output = ''
  if (!terminal) say(`${title} …`)
  const timer = setInterval(() => {
    if (terminal) process.stderr.write(`\r\x1b[K${spinner[turn++ % 4]} ${line()}`)
    else say(`${line()} …`)
  }, terminal ? 150 : 10_000)
  const hear = (chunk) => {
    appendFileSync(log, chunk)
    output = (output + chunk.toString()).slice(-8000)
  }
  const ok = await new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs })
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', (error) => { hear(String(error)); resolve(false) })
    child.on('close', (code) => resolve(code === 0))
  })
  clearInterval(timer)
  if (terminal) process.stderr.write('\r\x1b[K')
  say(`${title}: ${ok ? 'done' : 'failed'} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  return { ok, output }
}

/**
 * Runs a program that speaks for itself, with this terminal as its own. Signals reach it, and its exit code comes back:
 * 128 and the signal's number where one ended it, 127 where it could not be started.
 */
export function runAttached(command, args, { cwd, env, shell = false }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, shell, stdio: 'inherit' })
    // Ctrl+C reaches the child by itself; whoever started it decides when it is over.
    const ignore = () => {}
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', ignore)
    process.on('SIGTERM', forward)
    process.on('SIGHUP', forward)
    const done = (code) => {
      process.off('SIGINT', ignore)
      process.off('SIGTERM', forward)
      process.off('SIGHUP', forward)
      resolve(code)
    }
    child.on('error', () => done(127))
    child.on('close', (code, signal) => done(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0)))
  })
}
