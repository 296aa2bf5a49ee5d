/** Wishes and habits around home, garden, animals, things and money, each with questions that it should colour. How to read a line: ../preferencePairs.ts */
export const homePreferences = `
# furniture and rooms
- white walls => colours for the bedroom; making a small flat look bigger; a rental before moving in; Scandinavian interiors
+ old furniture with a history => a dining table; a desk; filling an empty living room; where to shop for the new house
- open kitchens => floor plans; renovating; a flat to buy; making the ground floor bigger
I like empty surfaces and few things. => decorating a shelf; gifts for the flat; storage; Christmas decorations
- glass tables => something for in front of the sofa; a desk; a modern dining room
I have toddlers who climb on everything. => bookcases; a coffee table; a balcony; lamps; houses with galleries
> wood over metal and plastic => garden chairs; shelves; toys; a bed frame; window frames
- carpets => a warm floor; making a room cosy; a nursery; noise between floors
My flat has no daylight in the back. => plants for the hallway; wall colours; a home office; lamps
+ strong patterns => curtains; wallpaper; cushions; a rug
- assembling furniture myself => wardrobes; a bed; a desk delivered by Friday; shelves
I rent and may not drill. => hanging pictures; a wall lamp; curtains; shelves; a television on the wall
> warm light over cold => lamps for the kitchen; bulbs; a desk light; outdoor lighting
I am allergic to house dust. => curtains; a mattress; a vacuum cleaner; rugs; bookshelves; cuddly blankets
- smart devices that listen => speakers for the kitchen; lights by voice; a doorbell; a thermostat; music in every room
# household
- bleach and sharp cleaners => mould in the bathroom; white laundry; a blocked drain; the oven
I hate hoovering. => keeping floors clean; pet hair; flooring for the new flat; gadgets
I have no dishwasher and no room for one. => dinner for twelve; crockery; saving time in the kitchen
> repairing over buying new => a broken toaster; worn jeans; a phone with a cracked screen; a wobbly chair
+ lists on paper => planning the week; shopping; sharing chores; reminders
- noise from machines => a dishwasher; a fridge; a fan for hot nights; lawn care; computers
I want to throw away as little as possible. => wrapping presents; lunch to go; nappies; parties; storing leftovers; coffee at work
- having strangers in my flat => a cleaner; subletting in summer; deliveries; repairs; swapping homes
I wash everything at thirty degrees. => stains on linen; bed sheets; sports clothes that smell; towels
# garden and plants
My balcony faces north. => tomatoes; herbs; flowers for pots; a place to sunbathe; solar panels
- pesticides => snails in the lettuce; greenfly on roses; weeds in the drive; a perfect lawn
I forget to water. => plants for the living room; hanging baskets; a herb garden; gifts for my desk
+ native wild flowers => what to sow in spring; replacing the lawn; beds along the fence; attracting birds
My cat chews on everything green. => house plants; flowers for the table; a Christmas tree; a bouquet
- lawns => what to do with the yard; a play area; landscaping; ground cover
> vegetables over flowers => raised beds; what to plant in May; using a sunny wall; my first allotment
I can't kneel any more. => weeding; planting bulbs; growing strawberries; tools
I get hay fever from birch and grass. => trees for the front garden; picnics in May; a hike in spring; bouquets; camping
- wasps and bees, I carry an injector => flowers for the terrace; eating outside in August; fruit trees; picnics; hobbies on the farm
# pets
I am allergic to cats. => a pet for my daughter; visiting my aunt with her Siamese; cafés in Tokyo; a flatshare
- keeping animals in cages => a pet for a small flat; a birthday present for my niece; something that sings; rodents
My dog is afraid of other dogs. => daycare; parks; training classes; holidays; boarding
+ animals from the shelter => a puppy; a kitten for my mother; a companion for my old dog; breeders near me
- dry food from factories => feeding a puppy; treats; a diet for my overweight cat; brands
I train with rewards and never with punishment. => a dog that pulls; barking at night; a trainer; collars; a cat on the table
I want an animal that needs no walks. => pets for singles; a companion for my grandma; dog breeds
My cat never goes outside. => keeping her busy; collars; holidays; a balcony; toys
- chemical flea drops => ticks on the dog; treatment for itching; a trip to the woods with the dog
I work twelve hours a day. => dog breeds; a puppy; pets for busy people; a parrot
+ large calm dogs => breeds for families; a rescue; a companion for hikes; a guard for the house
I live on the fourth floor without a lift. => an old dog; a great dane; moving furniture; a pram; bikes
- insects as food => a pet lizard; frogs; hedgehogs; reptiles for beginners
- dressing up animals => Halloween with the dog; winter walks; photos for a card; accessories
# shopping
- the big online marketplaces => a book by Monday; cheap cables; gifts; pet supplies
I only buy what I can try on first. => jeans online; running shoes; glasses; a mattress in a box
+ brands that repair their things => a backpack; headphones; a rain jacket; a washing machine
- sales and Black Friday => when to buy a television; saving on Christmas gifts; a new sofa
I wait thirty days before I buy anything. => the best laptop deal today; a coat in the shop window; flash sales
> quality over quantity => kitchen knives; a wardrobe; towels; toys; tools
- shopping malls => an afternoon in Dubai; clothes for the family; rainy days; where to meet teenagers
I pay cash only. => ordering food; booking a hotel; travelling in Sweden; subscriptions; parking
- plastic toys => a present for a two-year-old; a rainy day; bath time; the sandpit
I boycott products from companies that dodge taxes. => a phone; coffee on the way; books; trainers
# money
- risk with my savings => where to put ten thousand euros; shares to buy; saving for retirement; crypto
I don't invest in oil or weapons. => funds; pension plans; a portfolio; shares with dividends
- debt of any kind => buying a car; a kitchen; studying abroad; furniture now; a house
+ index funds => where to put a bonus; saving for my child; a pension; tips on shares
- cryptocurrency => investing for the future; sending money abroad; trends in finance; a side income
I keep a budget in envelopes. => saving apps; planning the holidays; controlling my spending; a bank account
My religion forbids interest. => a mortgage; savings accounts; a car loan; bonds; pension plans
- insurance I do not need => renting a car; a new phone; travelling; a policy for my bike
I earn irregularly as a freelancer. => saving each month; a mortgage; a lease; holiday planning; pensions
> renting over owning => settling in Hamburg; a car; tools; skis; investing my savings; a house
# gifts and celebrations
- surprises => my birthday; a proposal; a weekend away planned by friends; a party
I'd rather have time with people than things. => birthday wishes; Christmas; what to ask from my kids; an anniversary
- cut flowers => mother's day; an apology; a table; a visit to the hospital
+ handmade gifts => Christmas for ten people; a baby shower; a wedding; a friend who has it all
I never celebrate my birthday. => turning forty; a team lunch on my day; a party in June; things to do on the ninth
- wrapping paper => presents for the kids; Christmas; a big box for a birthday
I give to charity instead of buying presents. => Christmas for colleagues; a wedding list; a friend's fiftieth; godchildren
- big weddings => where to marry; a guest list; planning our day; a venue for the ceremony
`
