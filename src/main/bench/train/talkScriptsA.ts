/**
 * Scripts of small talks, written for training the ranking. `>` is said by the one whom the talk is about, `<` by the other; `|`
 * parts variants. `?` asks for what the line before it said, `?2` for the two lines of the same speaker before it. `@` asks for the
 * first line of every talk of this kind, `@-` for the last. `{S}` is the name of the one, `{P}` of the other, `{when}` a time, other braces are slots.
 */
export const talkScriptsA = `
# craft
what=pottery;watercolour painting;wood carving;knitting;calligraphy;leather work;stained glass;basket weaving
made=a lopsided bowl;a birthday present for my aunt;a tiny owl;a gift box;a wonky lamp
> I signed up for {what} {when} and I'm hooked already! | Big news from me, I started {what} {when}. | So I did it: {when} was my very first evening of {what}.
? When did {S} begin with {what}? | When was {S}'s first lesson of {what}?
< {What}? You of all people, I love it! What pushed you? | No way, good for you! How come {what}?
> After ten hours at a screen my hands wanted to do something real. | Honestly it keeps my head quiet, like a cheap therapist. | My grandmother used to do it and I miss her.
? Why did {S} take up {what}? | What made {S} interested in {what}? | What is the reason behind {S}'s new pastime?
< That makes sense. Have you finished a piece yet? | And, anything to show for it?
> Yes! I made {made}, it's not pretty but it's mine. a photo of a table with tools and {made} | Just finished {made} last night, want to see? a photo of {made} on a shelf
? What did {S} make in the {what} course? | What has {S} produced with {what} so far?
@ What creative hobbies has {S} tried? | Which crafts has {S} taken up? | What kinds of art does {S} do?
# trip
city=Lisbon;Krakow;Osaka;Montreal;Valparaiso;Tallinn;Marrakesh;Edinburgh;Oaxaca;Ljubljana
saw=the old tram line;a market that went on for miles;an abandoned lighthouse;a street full of murals;the tiniest bookshop
who=my cousin;my sister;two friends from school;nobody but my backpack;my dad
> We just got back from {city}, my legs still hurt from all the hills. | I'm home from {city} since {when}, and I miss it already! | Guess where I was {when}? {City}!
? When was {S} in {city}? | When did {S} travel to {city}?
< Jealous! Who came along? | Oh wow, {city} is on my list. Did you go alone?
> I went with {who}, we got on really well. | {who}, that was the whole travel party.
? Who joined {S} on the journey to {city}? | With whom did {S} visit {city}?
< And the best part? | What stuck with you most?
> Easily {saw}. I stood there with my mouth open. | We found {saw} by accident and stayed for hours. a photo of {saw}
? What did {S} enjoy most in {city}? | What was the highlight of {S}'s trip?
< You should write a travel book one day. | Sounds like a dream, I need a holiday too.
@ Which cities has {S} visited? | Where has {S} travelled? | What places has {S} been to?
# pet
animal=a rescue greyhound;a grumpy tabby;two guinea pigs;a cockatiel;a three-legged spaniel;a pair of geckos
name=Pepper;Biscuit;Otto;Waffles;Miso;Clementine;Pickle;Domino
habit=steals socks and hides them under the bed;wakes me up at five sharp;only sleeps in the laundry basket;barks at the washing machine
> Meet the new member of the household, {animal} called {name}! a photo of {animal} on a couch | I adopted {animal} {when}. The name is {name}.
? When did {S} adopt {name}? | What is {S}'s new pet called? | What kind of animal is {name}?
< Aww, {name}! I'm melting. Is it settling in? | So cute! How's {name} behaving?
> Mostly well, except {name} {habit}. | You won't believe it, this one {habit}.
? What funny habit does {name} have? | What does {S}'s pet keep doing?
< Haha, classic. Mine would never. | That is hilarious, give {name} a hug from me.
@ What pets does {S} have? | Which animals live with {S}?
# job
firm=a logistics startup;the city library;a hearing aid maker;a small bakery chain;a solar company;the regional newspaper
role=night editor;shift lead;product designer;data analyst;head of customer care;apprentice baker
> I got the job! From next month I'm {role} at {firm}. | Finally some good news: {firm} hired me as {role} {when}.
? What position did {S} get? | Where is {S} going to work? | When did {S} hear about being hired?
< Congratulations, you earned it! How was the interview? | Yes!! I knew it. Were you nervous?
> My voice shook the whole time, but they liked that I had read their yearly report. | They asked me to solve a puzzle and I drew it on the window.
? How did the interview for {S}'s job go? | What impressed the people who interviewed {S}?
< Ha, that's so you. What about the old place? | And your former boss?
> She cried a little and gave me her favourite plant. | He just nodded and went back to his phone.
? How did {S}'s former boss take the news? | What was the reaction when {S} quit?
@ What jobs has {S} had? | Where has {S} been employed?
# injury
part=ankle;wrist;shoulder;knee;lower back
how=slipping on wet leaves;missing the last stair;a clumsy fall off my bike;lifting a sofa alone;landing badly in a match
> I've been stuck at home, I hurt my {part} {when}. | Ugh, my {part} is a mess since {when}, I can hardly move.
? When did {S} hurt the {part}? | What part of the body did {S} injure?
< Oh no, what happened? | Ouch! How did you manage that?
> It was {how}, very elegant as you can imagine. | You'll laugh, but it came from {how}.
? How did {S} get hurt? | What caused the injury of {S}?
< Poor you. What do the doctors say? | Is it broken? Did you see somebody?
> Six weeks of rest and boring exercises with a rubber band. | Nothing broken, but I have to see the physio twice a week.
? What treatment does {S} need for the {part}? | What did the doctor tell {S}?
@ What health problems has {S} had? | Which injuries has {S} suffered?
# reading
book=The Salt Ledger;Nine Quiet Rivers;A Clock for Mara;The Orchard Thief;Winter Grammar;Letters to a Cartographer
kind=mystery;family saga;science fiction;memoir;historical novel
> I finished "{book}" {when} and I can't stop thinking about it. | Have you heard of "{book}"? I read it in two nights.
? Which book did {S} finish? | When did {S} finish "{book}"?
< Never heard of it. What's it about? | Oh? Tell me without spoilers!
> It's a {kind} about two brothers who share one passport. | A {kind}, mostly about what people leave unsaid.
? What is "{book}" about? | What genre is the book that {S} liked?
< Can I borrow it? | Sounds right up my street.
> Sure, though my copy has tea stains on every page. | I'll bring it on Sunday, just don't fold the corners.
@ What books has {S} read? | Which titles does {S} recommend?
# cooking
dish=a lentil curry;mushroom dumplings;a plum tart;paella;sourdough;kimchi;a pumpkin risotto;gooseberry jam
from=an old neighbour;my late grandfather;a video at midnight;a cook from the market;my roommate
> I made {dish} {when} and the whole kitchen still smells of it. | Cooked {dish} for the first time! a photo of {dish} on a wooden table
? What did {S} cook? | When did {S} prepare {dish}?
< Looks delicious! Where's the recipe from? | I want some! Who taught you?
> I have it from {from}, written on the back of a receipt. | It's from {from}, changed a bit because I ran out of onions.
? Where did {S} get the recipe for {dish}? | Who taught {S} to make {dish}?
< Would it freeze well? | Did everybody like it?
> The kids asked for seconds, and that never happens. | My partner ate half before I sat down.
? How was {S}'s dish received?
@ What meals has {S} prepared? | What dishes has {S} cooked?
# music
instrument=the cello;a second-hand banjo;the accordion;drums;the ukulele;the oboe
song=an old sailor tune;the theme of a cartoon;a waltz my father liked;something by a band I loved at fifteen
> My neighbours will hate me, I'm learning {instrument} now. | I bought myself {instrument} {when}, no idea what got into me.
? What instrument is {S} learning? | When did {S} get {instrument}?
< Brave! Is it hard? | Love that for you. What can you play so far?
> The fingers hurt, but I can play {song} all the way through. | Only {song}, and slowly.
? What can {S} play already? | Which piece did {S} learn first?
< You'll play it at my birthday, right? | Soon you'll be on a stage.
@ What instruments does {S} play? | Which musical instruments has {S} learnt?
# concert
band=Paper Lanterns;the Hollow Pines;Marta and the Tides;Ninth Avenue Brass;Glass Harbour
where=a barn outside town;the old swimming hall;a rooftop downtown;the harbour stage
> Last night I saw {band} live, my ears are still ringing! | We went to hear {band} {when}. Best evening in months.
? Which group did {S} hear live? | When did {S} go to the show of {band}?
< So cool! Where did they play? | I'm so jealous, where was it?
> In {where}, of all places. It rained a bit but nobody left. | At {where}, maybe two hundred people.
? Where did {band} perform? | What was the venue of the show {S} attended?
< Did they play the long one at the end? | I have to see them next time.
@ Which artists or bands has {S} seen live? | What concerts has {S} been to?
# garden
plant=tomatoes;climbing roses;sunflowers;chili peppers;strawberries;an apple tree
enemy=snails;a very fat pigeon;the neighbour's cat;late frost
> I planted {plant} behind the house {when}. | The garden project has begun, {plant} are in the ground.
? What did {S} plant? | When did {S} plant {plant}?
< Lovely! Will they survive you? | Green fingers! How is it going out there?
> If {enemy} let them. I'm already at war. | So far the only trouble is {enemy}.
? What threatens {S}'s garden? | What trouble does {S} have with the {plant}?
< Try coffee grounds, that helped at ours. | My mum swears by eggshells.
@ What does {S} grow? | Which plants are in {S}'s garden?
`
