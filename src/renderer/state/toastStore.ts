import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../shared/result.ts'

export type Toast = {
  id: number
  level: 'info' | 'warning' | 'error'
  message: string
  next?: string
  action?: { label: string; run: () => void }
  /** The action can be taken until then, in milliseconds since 1970: the toast counts down, and goes with it. */
  until?: number
}
export type ToastState = {
  toasts: Toast[]
  notify(toast: Omit<Toast, 'id' | 'level'> & { level?: Toast['level'] }): void
  /** Shows why something that was asked for did not happen. */
  notifyFailure(failure: Failure): void
  dismiss(id: number): void
}
export type ToastStore = StoreApi<ToastState>

/**
 * Short words at the lower edge: what was done, with a way back. At most three stand at once; the same words stand once,
 * except where each has a way back that ends.
 * @param isSaid failures that a banner names already
 */
export function createToastStore(isSaid: (failure: Failure) => boolean = () => false): ToastStore {
  let last = 0
  return createStore<ToastState>()((set, get) => ({
    toasts: [],
    notify: (toast) => set((state) => ({ toasts: [...state.toasts.filter((one) => one.message !== toast.message || one.until !== undefined), { level: 'info' as const, ...toast, id: ++last }].slice(-3) })),
    notifyFailure: (failure) => { if (!isSaid(failure)) get().notify({ level: 'error', message: failure.message, next: failure.next }) },
    dismiss: (id) => set((state) => ({ toasts: state.toasts.filter((one) => one.id !== id) })),
  }))
}

export const selectToasts = (state: ToastState) => state.toasts
