import { useEffect, useState } from 'react'

const stepMs = 60_000

/** The time, moving on once a minute: so that "Today" becomes "Yesterday" in a window that stays open. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), stepMs)
    return () => clearInterval(tick)
  }, [])
  return now
}
