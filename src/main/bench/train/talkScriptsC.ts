/** More scripts in the form of `talkScriptsA`. */
export const talkScriptsC = `
# friend
name=Ines;Tobias;Farah;Goran;Yuki;Marcel;Oluchi;Petra
where=the dog park;a language exchange;the laundry room;a delayed train;my choir
> I made a new friend, {name}, we met at {where}. | There's somebody I want you to meet. {Name} and I started talking at {where} {when}.
? How did {S} meet {name}? | Where did {S} get to know {name}? | When did {S} meet {name}?
< Tell me more! What's {name} like? | Nice! What do you two do together?
> We trade recipes and play chess on Thursdays. | Very quiet at first, then suddenly the funniest person in the room.
? What does {S} do together with {name}? | What is {name} like?
< I'd love to join one day. | Friends like that are rare.
@ Who are {S}'s friends? | Which people has {S} met?
# award
prize=second place in the baking contest;a scholarship;the neighbourhood photo prize;employee of the month;a medal at the swim meet
> You're talking to the winner of {prize}! | I still can't believe it, I got {prize} {when}.
? What did {S} win? | When did {S} receive {prize}?
< Incredible! What did you do first? | Congratulations!! How did you celebrate?
> I called my old teacher, she screamed into the phone. | We ordered far too much pizza and danced in the hallway.
? How did {S} celebrate? | Whom did {S} call after winning?
< You earned every bit of it. | I want a picture of it!
> Here, it hangs above my desk now. a photo of a framed certificate on a wall | Look! a photo of a smiling person with a trophy
@ What has {S} achieved? | Which prizes did {S} win?
# outdoors
spot=a lake without a name;the sand dunes;a ridge above the clouds;a pine forest in the north;the salt marshes
animal=a fox;two herons;a family of deer;an owl;wild ponies
> We went camping by {spot} {when}, no phone signal for two days. | Spent the weekend hiking around {spot}. Pure peace. a photo of {spot}
? Where did {S} go camping? | When did {S} spend time in nature?
< I needed that picture today. Did you see animals? | Heaven! Anything special out there?
> At dawn {animal} came right up to the tent. | Yes, {animal}, close enough to hear them breathe.
? Which animal came near {S}'s tent? | What wildlife did {S} see?
< I would have screamed. | Take me along next time!
@ Where has {S} been outdoors? | What does {S} do in nature? | Where has {S} camped?
# phone
device=laptop;phone;camera;tablet;old car;bicycle
end=fell into a puddle;was stolen from the café;stopped charging;got run over by a scooter
new=a used one from a colleague;the cheapest model they had;one with a ridiculous orange cover
> My {device} {end} {when}, I'm lost without it. | Disaster, my {device} {end}.
? What happened to {S}'s {device}? | When did {S} lose the {device}?
< Oh no! Will you get a new one? | That's awful. What now?
> I bought {new}, it has to do for now. | Already replaced it with {new}.
? What did {S} buy as a replacement? | What {device} does {S} use now?
< At least the photos are safe, right? | Mine is next, I can feel it.
@ What did {S} lose or break? | What has {S} bought?
# child
kid=daughter;son;little one;eldest
age=four;seven;nine;eleven
did=lost the first tooth;wrote a song about snails;learned to ride without help;scored in the last minute;asked where numbers end
> My {kid} {did} {when}, I wish you had seen it. | Proud parent moment: my {kid} {did}.
? What did {S}'s {kid} do? | When did {S} have a proud parent moment?
< How adorable! How old now? | Precious! They grow so fast. What age is that now?
> Turning {age} next month, can you imagine? | Already {age}. I blinked and it happened.
? How old is {S}'s {kid}? | When is the birthday of {S}'s {kid}?
< Tell the birthday child I'm coming with cake. | Time flies.
@ What have {S}'s children done? | What activities does {S} do with the family?
# food
bad=shellfish;peanuts;dairy;gluten;aubergine
react=my face swells up;I get a terrible rash;I can't breathe well;my stomach goes on strike
> Dinner on Friday sounds great, just nothing with {bad} please. | Small thing before you book a table: I can't have {bad}.
? What can {S} not eat? | Which food does {S} avoid?
< Sure! What happens if you do? | Of course. Is it serious?
> Within minutes {react}, it's not a pretty sight. | Last time {react} and we ended up in the emergency room.
? What happens when {S} eats {bad}? | How does {S}'s body react?
< Then we go to the place with the long menu. | Noted, I'll tell them.
@ What is {S} allergic to? | Which foods are a problem for {S}?
# move
to=a house with a porch;a shared flat by the station;a houseboat;the eleventh floor;a village with one bus
from=Bremen;Tucson;Cork;Gdansk;Perth;Leeds
> The boxes are packed, I'm moving to {to} {when}. | New address soon! We found {to}.
? Where is {S} moving? | When does {S} move?
< Exciting! How long have you been where you are now? | What a change! Will you miss the old place?
> I've been here six years, ever since I came from {from}. | A little. When I arrived from {from} I knew nobody, and this street saved me.
? Where did {S} come from originally? | How long has {S} lived there? | Which town did {S} leave?
< I'll carry the heavy ones. | Housewarming party, please!
@ Where has {S} lived?
# dream
dream=a small cinema of my own;sailing around the world;writing a children's book;a farm for old donkeys;teaching in Peru
step=wrote the first chapter;visited a farm that is for sale;took a sailing lesson;asked a bank for a loan;made a list of everything I need
> Don't laugh, but I dream of {dream}. | I told my partner about {dream} and said it out loud for the first time.
? What does {S} dream of? | What is {S}'s big wish for the future?
< I'm not laughing, it's wonderful. Have you done anything yet? | You could do that! What's the first step?
> {When} I {step}, so it's not only talk. | I {step}, tiny but real.
? What has {S} done for the dream? | What was the first step towards {S}'s goal?
< Promise me you won't stop. | When it happens I'm first in line.
@ What are {S}'s plans for the future? | What goals does {S} have?
# party
what=a surprise party;a street fair;a costume night;a farewell dinner;a quiz evening
who=my colleague;the neighbours;my best friend;our old teacher
> I organised {what} for {who} {when}, I'm still cleaning up. | {When} we had {what} for {who}.
? What did {S} organise? | For whom did {S} plan {what}? | When was the celebration that {S} planned?
< And I missed it! How did it go? | Sounds fun, was it a success?
> The power went out and we sang until it came back. | Forty people came, I had chairs for twelve.
? What happened at {what}? | How many guests came?
< Legendary. | Only you could make that work.
@ Which events has {S} taken part in? | What events did {S} organise?
# collect
what=stamps with ships;old maps;enamel signs;fossils;vinyl records;toy trains
count=thirty;over a hundred;two hundred and twelve;nineteen
> I found the missing piece for my collection of {what}! | The flea market was kind to me {when}, more {what}.
? What does {S} collect? | When did {S} go to the flea market?
< You and your treasures! How many do you have? | How big is it by now?
> It must be {count}, my shelf is giving up. | I counted: {count}. Don't tell anyone.
? How many pieces are in {S}'s collection? | How large is the collection of {what}?
< You need a bigger flat. | One day you'll open a museum.
# faith
what=the stars on my arm;an old coin in my wallet;the key around my neck;a knot of red thread
mean=hope;my grandparents' courage;starting over;the day I nearly drowned;home
> Somebody asked me {when} about {what}. | You noticed {what}, right? a photo of {what}
< I always wanted to ask. What does it mean? | Yes! Is there a story?
> For me it stands for {mean}. | It reminds me of {mean}, every single day.
? What does {what} mean to {S}? | What do the things that {S} wears stand for? | What symbols matter to {S}?
< That's beautiful. | Thank you for telling me.
`
