/** Seed 001: shorter answers are made as fast as they are found. */
const leastChars = 100
/** An answer that begins so is no answer; the same words further on may be what was asked about. */
const excuses = /^[^\p{L}]*(?:(?:an? |the |internal |server |fatal )*(?:error|fehler|erreur|errore|erro|ошибка|exception)(?:\s*[:!.(\d]|\s+(?:\d|code|occurred|has|while|when))|错误|エラー|오류|traceback|sorry|i['’]?m (?:sorry|unable|afraid|not able)|i am (?:sorry|unable|afraid|not able)|i apologi[sz]e|my apologies|unfortunately|i can(?:no|['’])t|as an ai|es tut mir leid|leider|désolée?|je suis désolée?|lo siento|mi dispiace|desculpe|sinto muito|het spijt|helaas|извините|к сожалению|申し訳|抱歉|对不起|죄송)/iu

/** Whether an answer is good enough to be given again: whole, of some length, and no excuse. */
export function isWorthKeeping(answer: string): boolean {
  const text = answer.trim()
  return text.length > leastChars && !excuses.test(text)
}
