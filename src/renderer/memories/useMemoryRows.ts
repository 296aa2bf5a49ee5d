import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { MemoryOrder } from '../../shared/memory.ts'
import { useClient } from '../state/AppStateContext.ts'
import { createMemoryRows, type MemoryRowsState } from './memoryRows.ts'
import type { MemoryFilter } from './view/filter.ts'

/** The memories that a filter lets through, kept fresh. Give a filter that keeps its identity while it says the same. */
export function useMemoryRows(filter: MemoryFilter, order: MemoryOrder | null = null): MemoryRowsState {
  const client = useClient()
  const [rows] = useState(() => createMemoryRows(client))
  useEffect(() => rows.getState().follow(), [rows])
  useEffect(() => void rows.getState().show(filter, order), [rows, filter, order])
  return useStore(rows)
}
