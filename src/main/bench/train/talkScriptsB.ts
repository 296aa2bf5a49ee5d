/** More scripts in the form of `talkScriptsA`. */
export const talkScriptsB = `
# family
rel=brother;sister;mother;uncle;niece;grandfather;cousin
event=moved to the coast;got engaged;had twins;retired from the railway;opened a barber shop;finished law school
> My {rel} just {event}, can you believe it? | Family update: my {rel} {event} {when}.
? What happened to {S}'s {rel}? | When was the big change for {S}'s {rel}?
< Wow, that's huge. Are you close? | Oh that's lovely. How do you feel about it?
> Closer than ever, we talk on the phone every Sunday. | A bit sentimental to be honest, I cried in the bus.
? How does {S} feel about the {rel}? | How often does {S} talk with the {rel}?
< That's sweet. Family is everything. | I should call mine more often.
@ Which relatives has {S} told about? | What is going on in {S}'s family?
# sport
sport=rowing;bouldering;fencing;long distance running;badminton;wheelchair basketball;open water swimming
goal=a half marathon in spring;the regional finals;not drowning;a charity race for the hospice
> I joined a {sport} club {when}, first time in my life I'm early for anything. | Training update: {sport} three mornings a week now!
? Which sport does {S} do? | When did {S} join the club?
< Look at you! Are you training for something? | Impressive. Is there a goal?
> The plan is {goal}, let's see. | My coach wants me ready for {goal}.
? What is {S} training for? | What is the goal behind {S}'s workouts?
< I'll be there to cheer. | You can do that, no doubt.
@ What sports does {S} practise? | How does {S} keep fit? | What physical activities does {S} do?
# volunteer
place=the animal shelter;a soup kitchen;the refugee centre;the hospice;a repair café;the river clean-up
task=sorting donations;walking the old dogs;reading to people;fixing toasters;pulling tyres out of the mud
> I've begun helping out at {place} on Saturdays. | {When} I volunteered at {place} for the first time.
? Where does {S} volunteer? | When did {S} start to help at {place}?
< That's so good of you. What do you do there? | Respect! What's the work like?
> Mostly {task}, and a lot of listening. | They have me {task}. I come home tired and happy.
? What does {S} do at {place}? | What are {S}'s duties as a volunteer?
< The world needs more people like you. | Do they need more hands?
@ How does {S} help the community? | In what ways does {S} give back? | Which charities has {S} supported?
# home
thing=a leaking roof;mould behind the wardrobe;a broken boiler;a flooded cellar;an ant invasion
fix=called three plumbers before one came;tore out the wall myself;moved to my aunt's for a week;learned it all from videos
> This flat will be the end of me, we have {thing} since {when}. | Guess who discovered {thing} {when}? Me.
? What problem does {S} have at home? | When did {S} notice {thing}?
< Oh dear, not again! What did you do? | That sounds expensive. How did you solve it?
> I {fix}, and now it seems fine. | In the end I {fix}.
? How did {S} deal with {thing}? | What was done about the trouble in {S}'s flat?
< You deserve a medal. | If you need a dry sofa, ours is free.
@ What has gone wrong in {S}'s home? | Which repairs did {S} have?
# study
subject=marine biology;Portuguese;first aid;bookkeeping;sign language;astronomy
why=I want to talk with my nephew's friends;it might help at work;I never finished school properly;the sky over the cabin was so clear
> I enrolled in an evening course in {subject}, starting {when}. | Back to school for me: {subject}, two evenings a week.
? What is {S} studying? | When does {S}'s course start?
< At your age, haha, I'm proud! Why that? | Great choice. What's the idea behind it?
> Well, {why}. | Simple: {why}.
? Why is {S} learning {subject}? | What motivates {S} to study?
< You'll be the best in class. | Tell me when the exam is, I'll keep my fingers crossed.
> The exam is in June and I'm scared already. | There is a test at the end, twenty questions and a short talk.
? When does {S} have the exam in {subject}? | What does the test consist of?
@ What has {S} studied? | Which courses has {S} taken?
# business
shop=a candle shop;a bicycle workshop;a dog grooming van;an online store for vintage buttons;a mobile sauna
trouble=the permit took four months;my first supplier vanished;the website went down on day one;nobody could pronounce the name
> It's official, I'm opening {shop}! | After all that talk I registered {shop} {when}.
? What kind of business is {S} starting? | When did {S} register the company?
< You are unstoppable! Was it difficult? | Wow, really? How's it going so far?
> Not without drama: {trouble}. | Mostly fine, though {trouble}.
? What difficulties did {S} meet with the business? | What went wrong when {S} started out?
< Every founder has a story like that. How do you get customers? | And how will people find you?
> I hand out flyers at the station and post a short film each week. | A local blogger wrote about me and then the phone rang.
? How does {S} attract customers? | How does {S} advertise the shop?
@ What business ventures does {S} have? | What has {S} done to promote the business?
# film
film=The Last Ferry;Mango Season;Under Tin Roofs;A Dog Named Thursday;Silent Parade
> We watched "{film}" {when}, bring tissues. | Have you seen "{film}"? I went on my own and it was perfect.
? Which film did {S} watch? | When did {S} see "{film}"?
< Not yet! Is it worth it? | I keep hearing about that one. Any good?
> The ending broke me, and the music is gorgeous. | It's slow at first, then you can't look away.
? What did {S} think of "{film}"? | What did {S} like about the film?
< Okay, I'll watch it this weekend. | Maybe we can see the next one together.
@ What films has {S} seen? | Which movies did {S} watch?
# fear
thing=flying;speaking in public;deep water;dentists;lifts;spiders
help=breathing slowly and counting tiles;a podcast with a very calm voice;holding somebody's hand;pretending to be a film character
> I did something brave {when}: I faced my fear of {thing}. | You know how I am about {thing}. Well, {when} I had no choice.
? What is {S} afraid of? | When did {S} overcome the fear of {thing}?
< I'm so proud of you! What helped? | How did you get through it?
> It was {help}, believe it or not. | Mostly {help}.
? What helped {S} with the fear? | How did {S} cope with {thing}?
< I'll try that too. | You're stronger than you think.
@ What scares {S}? | Which fears has {S} talked about?
# money
goal=a camper van;a deposit on a flat;a piano;my own studio;a year off
way=no take-away for six months;selling my old records;renting out the parking spot;a jar for every coin
> I'm saving for {goal}, it's serious now. | New plan: {goal}. I opened an extra account {when}.
? What is {S} saving for? | When did {S} open the account?
< Good plan. How do you do it? | And what do you give up for that?
> It's {way}, and it works. | {way}. I'm a third of the way there.
? How does {S} save money? | What does {S} do to afford {goal}?
< I should take a page from your book. | You'll get there faster than you think.
@ What does {S} want to buy? | What are {S}'s plans with money?
# wedding
date=in September;on the second of May;next spring;just before Christmas
place=a vineyard;the town hall;a beach in the north;my parents' meadow
> We're getting married! It will be {date}. | So, there is a ring. The wedding is {date}.
? When is {S}'s wedding? | When will {S} marry?
< Aaah! Congratulations! Where will it be? | I'm so happy for you both! Do you have a place already?
> At {place}, with long tables and far too many lights. | We chose {place}, only forty guests.
? Where will {S} celebrate the wedding? | How many people will be there? | What venue did {S} choose?
< I already know what I'll wear. | Please let me help with something!
> You could do the speech, nobody else makes my mother laugh. | Would you take the photos? You have the eye for it.
? What did {S} ask {P} to do at the wedding? | What will {P}'s task be?
# stress
cause=three deadlines in a week;a boss who writes at midnight;noisy neighbours;my father's illness;the move
relief=long walks by the canal;an hour in the bath;painting tiny stones;swimming before work;singing in the car
> I'm worn out, it's {cause}. | Not my best month. {Cause}, and I barely sleep.
? What troubles {S}? | Why is {S} exhausted?
< I'm sorry. What do you do to unwind? | That's a lot. Is there anything that helps you relax?
> What keeps me sane is {relief}. | Lately it's {relief}, I should have found that years ago.
? How does {S} relax? | What does {S} do against stress? | How does {S} clear the mind?
< Keep that up, and call me any time. | I'm here if you need to talk.
@- What helps {S} to calm down? | How does {S} cope with hard times?
`
