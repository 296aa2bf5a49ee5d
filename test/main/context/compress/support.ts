import type { TalkMessage } from '../../../../src/main/context/compress/points.ts'
import { counterFor } from '../../../../src/main/models/tokens/counterFor.ts'

/** The real counter of a real vocabulary. */
export const count = (texts: string[]) => counterFor('gpt-4').count(texts)

export async function tokensOf(text: string): Promise<number> {
  return (await count([text]))[0]!
}

/** User and assistant in turn, as they would be in a chat. */
export function talkOf(...texts: string[]): TalkMessage[] {
  return texts.map((text, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', text, speaker: null, at }))
}

export const moving = talkOf(
  'Hi! I want to plan our move to Lisbon. We are three people and a dog called Rufus.',
  'That sounds exciting! Moving with a dog needs some planning. First you need a microchip and a rabies vaccination at least 21 days before travel. Would you like a checklist?',
  'Yes please. Our budget is 4,500 € and the flat at Rua da Rosa 14 is free from 1 March 2025.',
  'Here is a checklist:\n1. Microchip for Rufus.\n2. Book movers, about 2,100 € for 30 m³.\n3. Register at the Junta de Freguesia.\nLet me know if you need anything else!',
  'Great, thanks! Let\'s go with the movers from Porto, they were "quick and careful" last time. What about the tax number?',
  'You can get the tax number at https://www.portaldasfinancas.gov.pt or through a representative. It usually takes 5 days.',
)

/** Ten short chapters about different things. */
export const chapters = [
  'The harbour was built in 1612. Ships from the north brought timber and tar. A wall of granite kept the storms out. Fishermen mended their nets on the quay every morning.',
  'The library holds nine thousand volumes. Its reading room faces south. A librarian called Agathe Bron sorts the maps on Fridays. Visitors must leave their coats at the door.',
  'The bakery opens before dawn. Its oven is fired with beech wood. The rye loaves need eleven hours of rest. Children come for the broken biscuits.',
  'The school has two playgrounds. Lessons begin at eight. The headmaster plays the trumpet at the summer feast. Pupils grow beans behind the gym.',
  'The railway reached the town late. A tunnel of two miles had to be dug. Many workers stayed and built houses along the line. The station clock is always three minutes fast.',
  'The observatory stands on the hill. Its telescope was bought with the money of a brewer. On clear nights the dome is open to all. The astronomer writes down every comet.',
  'The mill stopped in the dry summer. Its wheel was sold to a museum. Now a family of potters lives there. They fire their kiln twice a month.',
  'The market is held on Wednesdays. Farmers sell cheese, honey and plums. A juggler performs beside the fountain. Dogs are not allowed between the stalls.',
  'The theatre burned down and was rebuilt in brick. Its curtain shows the river with three bridges. The first play was about a stolen goose. Tickets cost as much as a pound of butter.',
  'The river floods every tenth spring. People mark the height of the water on the church door. Boats are tied to the lime trees. Eels were caught in the cellars once.',
].join('\n\n')
