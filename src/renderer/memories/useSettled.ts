import { useEffect, useState } from 'react'

/** A value once it has not changed for a while, in milliseconds: so that a search runs after typing, not during it. */
export function useSettled<T>(value: T, ms = 160): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const wait = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(wait)
  }, [value, ms])
  return settled
}
