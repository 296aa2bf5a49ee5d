import { execFileSync } from 'node:child_process'
import { closeSync, copyFileSync, mkdtempSync, openSync, readSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { BadHeader, NeedMoreBytes } from '../../../../src/main/models/gguf/byteReader.ts'
import { availableMemory } from '../../../../src/main/models/gguf/availableMemory.ts'
import { estimateMemory, planMemory } from '../../../../src/main/models/gguf/estimateMemory.ts'
import { readFacts } from '../../../../src/main/models/gguf/facts.ts'
import { inspectGguf } from '../../../../src/main/models/gguf/inspectGguf.ts'
import { parseHeader } from '../../../../src/main/models/gguf/parseHeader.ts'
import { ggufBytes, type GgufParts } from '../../../support/ggufBytes.ts'
import { smallModelPath } from '../../../support/smallModel.ts'

const folder = mkdtempSync(join(tmpdir(), 'casement-gguf-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function inspect(bytes: Uint8Array) {
  const path = join(folder, 'model.gguf')
  writeFileSync(path, bytes)
  return inspectGguf(path)
}

const reasonOf = async (parts: GgufParts) => {
  const result = await inspect(ggufBytes(parts))
  return result.ok ? 'accepted' : `${result.error.kind}: ${result.error.message}`
}

test('[M14] the header tells what a model is', async () => {
  expect(await inspect(ggufBytes({}))).toMatchObject({
    ok: true,
    value: { architecture: 'llama', name: 'tiny', parameters: 8 * 64, trainWindow: 2048, layers: 2, vocabulary: 3, kvHeads: [1, 1], keyLength: 4, quantisation: 'F32', chatTemplate: true, weightBytes: 8 * 64 * 4 },
  })
  expect(await inspect(ggufBytes({ set: { 'llama.attention.head_count_kv': ['list', [2, 0]] } }))).toMatchObject({ ok: true, value: { kvHeads: [2, 0] } })
})

test('[M15] a folder is refused as what it is', async () => {
  expect(await inspectGguf(folder)).toEqual({ ok: false, error: { kind: 'model-refused', message: 'This is a folder, not a model file.', next: 'Choose the GGUF file inside it.' } })
})

test.skipIf(process.platform === 'win32')('[M15] a pipe that nobody writes into is refused at once', async () => {
  const pipe = join(folder, 'pipe.gguf')
  execFileSync('mkfifo', [pipe])
  expect(await inspectGguf(pipe)).toMatchObject({ ok: false, error: { kind: 'model-refused', next: 'Choose a GGUF file.' } })
})

test('[M15] what is no model, or none for chat, is refused with its reason', async () => {
  const says: Array<[GgufParts, string]> = [
    [{ magic: 'GGML' }, 'does not begin as one does'],
    [{ version: 1 }, 'format version 1 is not known'],
    [{ version: 0x03000000 }, 'big-endian'],
    [{ tensorCount: 0n, tensors: [] }, 'holds no weights'],
    [{ tensorCount: 2n ** 60n }, 'claims 1152921504606846976 tensors'],
    [{ valueCount: 2n ** 63n }, 'settings'],
    [{ tensors: [{ name: 'w', dimensions: [2n ** 40n, 2n ** 40n], type: 0, offset: 0n }] }, 'elements'],
    [{ tensors: [{ name: 'w', dimensions: [0n], type: 0, offset: 0n }] }, '0 elements'],
    [{ tensors: [{ name: 'w', dimensions: [1n, 1n, 1n, 1n, 1n], type: 0, offset: 0n }] }, '5 dimensions'],
    [{ tensors: [{ name: 'w', dimensions: [64n], type: 99, offset: 0n }] }, 'unknown way 99'],
    [{ tensors: [{ name: 'w', dimensions: [64n], type: 0, offset: 7n }] }, 'lies where none may lie'],
    [{ tensors: [{ name: 'w', dimensions: [64n], type: 0, offset: 2n ** 40n }] }, 'cut off'],
    [{ tensors: [{ name: 'w', dimensions: [8n], type: 0, offset: 0n }, { name: 'w', dimensions: [8n], type: 0, offset: 32n }] }, 'tensor twice'],
    [{ set: { 'general.architecture': null } }, 'what kind of model'],
    [{ set: { 'general.architecture': ['text', 'bert'] } }, 'writes no text'],
    [{ set: { 'split.count': ['u32', 3] } }, 'one of 3 parts'],
    [{ set: { 'llama.block_count': ['u32', 0] } }, 'block_count makes no sense'],
    [{ set: { 'llama.context_length': null } }, 'does not give its context_length'],
    [{ set: { 'llama.attention.head_count_kv': ['list', [1]] } }, 'key and value heads'],
    [{ set: { 'tokenizer.ggml.tokens': null } }, 'no vocabulary'],
    [{ set: { 'general.alignment': ['u32', 3] } }, 'alignment'],
    [{ set: { 'general.name': ['absurdText', 2n ** 50n] } }, 'bytes of text'],
    [{ set: { 'general.name': ['absurdList', 2n ** 62n] } }, 'entries in a list'],
  ]
  for (const [parts, reason] of says) expect(await reasonOf(parts), reason).toMatch(new RegExp(`^model-refused: This is not a model that can be loaded: .*${reason}`))
  expect(await inspect(new Uint8Array(0))).toMatchObject({ ok: false, error: { message: expect.stringContaining('empty') } })
  expect(await inspect(new TextEncoder().encode('<!doctype html><title>404</title>'))).toMatchObject({ ok: false, error: { kind: 'model-refused', next: expect.any(String) } })
  expect(await inspectGguf(join(folder, 'absent.gguf'))).toMatchObject({ ok: false, error: { kind: 'not-found' } })
})

test('[M16] cut at any byte, a model is refused as cut off', () => {
  const whole = ggufBytes({})
  for (let length = 24; length < whole.length; length++) {
    expect(() => parseHeader(whole.subarray(0, length), length), `${length} bytes`).toThrow(/ends before its header|cut off/)
  }
})

test('[M17] whatever the bytes, the reader answers with facts or a reason, never otherwise and never late', () => {
  const whole = ggufBytes({})
  const judge = (bytes: Uint8Array) => {
    try { readFacts(parseHeader(bytes, bytes.length)) } catch (error) { expect(error instanceof BadHeader || error instanceof NeedMoreBytes, String(error)).toBe(true) }
  }
  fc.assert(fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
    const bytes = Uint8Array.from(whole)
    for (const [at, value] of changes) bytes[at] = value
    judge(bytes)
  }), { numRuns: 3000 })
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => { judge(noise); judge(Uint8Array.from([...whole.subarray(0, 24), ...noise])) }), { numRuns: 2000 })
  for (let at = 0; at < whole.length; at++) {
    for (const value of [0, 0x7f, 0xff]) { const bytes = Uint8Array.from(whole); bytes[at] = value; judge(bytes) }
  }
})

test('[M18] a model that does not fit into free memory is refused with both numbers; the window shrinks before that', async () => {
  const facts = await inspect(ggufBytes({ set: { 'llama.block_count': ['u32', 32], 'llama.attention.key_length': ['u32', 128], 'llama.attention.value_length': ['u32', 128], 'llama.attention.head_count_kv': ['u32', 8], 'llama.context_length': ['u32', 131072] } }))
  if (!facts.ok) throw new Error(facts.error.message)
  expect(planMemory(facts.value, 64e9)).toMatchObject({ ok: true, value: { windowTokens: 8192, conversations: 3 } })
  expect(planMemory(facts.value, 1e9)).toMatchObject({ ok: true, value: { windowTokens: 4096, conversations: 1 } })
  expect(planMemory(facts.value, 0.2e9)).toMatchObject({ ok: false, error: { kind: 'model-memory', message: expect.stringMatching(/needs about 0\.\d GB .* 0\.2 GB is free/) } })
  for (const free of [4e8, 1e9, 3e9, 2e10]) {
    const plan = planMemory(facts.value, free)
    if (plan.ok) expect(plan.value.need.total).toBeLessThanOrEqual(free * 0.8)
  }
  expect(await availableMemory()).toBeGreaterThan(50e6)
})

const small = smallModelPath()
describe.skipIf(small === null)('the real small model', () => {
  test('[M14] its facts', async () => {
    const facts = await inspectGguf(small!)
    expect(facts).toMatchObject({ ok: true, value: { architecture: 'llama', quantisation: 'Q4_1', trainWindow: 8192, layers: 30, vocabulary: 49_152, parameters: 134_515_008, keyLength: 64, license: 'apache-2.0', chatTemplate: true } })
    // What was measured for this file with three windows of 8,192 tokens: 0.83 to 1.0 GB resident.
    if (facts.ok) expect(Math.abs(estimateMemory(facts.value, 3 * 8192).total / 0.9e9 - 1)).toBeLessThan(0.15)
  })

  test('[M16] cut at random places of its header and its weights, it is refused', async () => {
    const path = join(folder, 'cut.gguf')
    copyFileSync(small!, path)
    const lengths = [98_362_431, 90_000_000, 5_000_000, 1_700_000, 1_000_000, 100_000, 5000, 100, 23, 4, 0]
    for (const length of lengths) {
      truncateSync(path, length)
      expect(await inspectGguf(path), `${length} bytes`).toMatchObject({ ok: false, error: { kind: 'model-refused' } })
    }
  })

  test('[M17] flips in its real header never break the reader', () => {
    const size = 98_362_432
    const header = new Uint8Array(2_000_000)
    const file = openSync(small!, 'r')
    readSync(file, header, 0, header.length, 0)
    closeSync(file)
    for (let round = 0; round < 60; round++) {
      const bytes = Uint8Array.from(header)
      for (let flip = 0; flip < 8; flip++) bytes[(round * 7919 + flip * 104_729) % (flip < 4 ? 4000 : bytes.length)]! ^= 1 << (flip % 8)
      try { readFacts(parseHeader(bytes, size)) } catch (error) { expect(error instanceof BadHeader || error instanceof NeedMoreBytes, String(error)).toBe(true) }
    }
  })
})
