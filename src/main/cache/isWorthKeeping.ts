/** Seed 001: shorter answers are made as fast as they are found. */
const leastChars = 100
/** An answer that begins so is no answer; the same words further on may be what was asked about. */
const excuses = /^\W*(?:an? )?(?:error|fehler|erreur|errore|erro|ошибка|错误|エラー|오류|internal server|exception|traceback|sorry|i['’]?m sorry|i am sorry|i apologi[sz]e|i can(?:no|['’])t|i['’]?m (?:unable|not able)|as an ai|es tut mir leid|leider|désolé|je suis désolé|lo siento|mi dispiace|desculpe|het spijt)/iu

/** Whether an answer is good enough to be given again: whole, of some length, and no excuse. */
export function isWorthKeeping(answer: string): boolean {
  const text = answer.trim()
  return text.length > leastChars && !excuses.test(text)
}
