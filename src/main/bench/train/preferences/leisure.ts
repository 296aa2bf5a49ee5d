/** Wishes and habits around media, play and pastimes, each with questions that it should colour. How to read a line: ../preferencePairs.ts */
export const leisurePreferences = `
# films and series
- horror => what to watch on Halloween; a film night with friends; a new series everyone talks about; Stephen King adaptations
+ documentaries => what to watch tonight; a streaming subscription; something about space; festival tickets
I can't follow films with subtitles. => Korean series; the Oscar for the best foreign film; something by Almodóvar; anime
> original voices over dubbing => watching Parasite; a cinema in Madrid; a French comedy; learning Italian through films
- series that run for many seasons => something to binge; fantasy epics; crime dramas; medical shows
- musicals on screen => a feel-good film; Disney classics; what won the Oscar in the sixties; a Christmas film
I don't want to see violence. => war films; a thriller; gangster classics; the series with the dragons; Tarantino
+ old films in black and white => a rainy Sunday; a cinema club; classics of suspense; comedies
- superheroes => a blockbuster; a film for teenagers; the summer's cinema; comics turned into series
I stop watching when a dog dies. => family films; adventures with animals; tear-jerkers; apocalyptic stories
- romantic comedies => a date at the cinema; something light; a Valentine's evening; films set in Paris
> films under ninety minutes over epics => a weeknight; Scorsese; something for the train; historical dramas
- reality shows => easy television; baking contests; what to watch with my flatmates; dating programmes
I watch nothing with laugh tracks. => sitcoms; comedies from the nineties; something funny
+ science fiction with real science => a film for Friday; series about the future; space adventures; what to stream
- cliffhangers => a thriller series; weekly shows; mystery stories
I have no television and only a small tablet. => the final; a film evening; screens; games with friends
# books
- e-readers => books for a long trip; carrying novels on holiday; reading in bed; cheap classics
+ audiobooks => a novel for the commute; learning history; keeping busy while ironing; long classics
I want books by women. => science fiction classics; a novel for the beach; Nobel winners; crime writers from Sweden
- fantasy with elves and dragons => a long series; books for my book club; Tolkien; something to escape into
+ short stories => reading on the metro; Russian classics; a present to myself; bedtime books
- self-help books => becoming more productive; coping with a break-up; getting rich slowly; better habits
> non-fiction over novels => a summer reading list; books about the war; what to read next; airport bookshops
I don't finish books over four hundred pages. => Russian classics; epic fantasy; biographies; a book about the Roman empire
- love stories => a beach read; novels set in Italy; Jane Austen; what my book club could pick
I read only one book at a time and on paper. => reading apps; subscriptions for readers; a holiday stack; textbooks
+ graphic novels => a story about the holocaust; biographies; what to read with my teenager; new releases
- true crime => podcasts; books to read in one night; documentaries; a series about a trial
I like sad endings better than happy ones. => love stories; novels for autumn; classics; what to read on a plane
# music
- techno and electronic beats => a playlist for the pool party; a night out in Berlin; festivals in Belgium; running music
+ jazz from the fifties => something for dinner; bars in New Orleans; vinyl to start with; concerts in New York
I can't work with lyrics in my ears. => music for studying; focus playlists; background sound for the office
- country music => a weekend in Nashville; road trip songs; bars in Texas; barbecue playlists
> live recordings over studio albums => how to get into the Grateful Dead; albums of the seventies; jazz
- streaming, I buy my music => discovering new bands; hearing my favourites on the road; a family subscription
+ sad slow songs => a rainy afternoon; new artists; a mix for the drive home
I play the cello and love chamber music. => concerts in Vienna; a birthday evening; albums; what to hear in Salzburg
- standing concerts => tickets for the tour; festivals; a night with a rock band; seeing my idol
I listen only to music sung in Portuguese. => new albums; a party mix; artists from Africa; songs for learning
- Christmas music => a mix for the office party; what to play while baking; December concerts; carols
My ears ring after loud nights. => clubs; a rock festival; drumming lessons; headphones; motorbike tours
- rap => what to hear at the gym; new releases; festivals in Atlanta; parties
+ film scores => music for studying; concerts; composers to discover; sleeping
# games
- games against other people online => something for the new console; shooters; racing; what my cousins play
+ board games that take a whole evening => a present; a night with friends; strategy; what to do on a rainy weekend
Virtual reality makes me sick. => immersive games; a new headset; fitness at home with fun; arcades in Tokyo
- games with guns => action titles; what to play with my brother; popular online games; adventures
I only play on my phone. => relaxing puzzles; role-playing worlds; a game to share with a friend; something like chess
> stories over high scores => arcade classics; what to play next; roguelikes; racing games
- microtransactions and loot boxes => free games; football games; something for the tablet; gacha titles
I get bored by grinding. => role-playing games; online worlds; farming games; monster collecting
- timers and time pressure => party games; puzzles; cooking games; escape rooms; quizzes
+ co-operative games => a night with my partner; board games for four; console games; team events
I cannot tell red from green. => puzzle games; board games with coloured pieces; strategy; matching gems
- jump scares => indie games; adventures in the dark; an escape room; haunted houses
+ retro consoles => a gift; pixel adventures; shops in Akihabara; what to collect
I play in short breaks of ten minutes. => an epic role-playing game; strategy; something for the handheld; open worlds
# hobbies and crafts
I have two left hands. => pottery courses; making gifts; building a shelf; knitting; a hobby for winter
+ working with wood => presents for my dad; a course for the summer; weekend projects; a tool to buy
- hobbies with lots of equipment => photography; fishing; something for Sundays; brewing
I have a tremor in my hands. => model building; painting miniatures; calligraphy; playing an instrument; sewing
+ collecting stamps and coins => a day in London; flea markets; gifts; websites for hobbyists
- glitter and small plastic bits => crafts with toddlers; decorations; birthday cards; costumes
> sewing by hand over machines => making curtains; a quilt; mending jeans; a first project
I want to make things that are useful. => crafts for winter evenings; embroidery; pottery; woodworking plans
- killing animals, fishing included => a weekend at the lake; father and son activities; Alaska; outdoor hobbies
+ birdwatching => a trip in May; a camera lens; early mornings; what to do in the Camargue
- drawing people => art classes; sketchbook exercises; what to paint first
I like to learn hobbies from books. => starting with bonsai; guitar; crochet; astronomy
# photography and art
> film cameras over digital ones => a camera for my trip; taking portraits; a starter kit; street photos
- heavy equipment => a lens for safari; a tripod; cameras for hiking
I don't want faces of strangers in my pictures. => street photography; markets in Marrakesh; festivals; a photo walk
+ watercolours => a course; a gift; sketching on holiday; painting landscapes
- abstract art => a print for the living room; galleries in New York; a day at the Tate; painters to discover
I paint only with natural pigments. => a starter set; colours for a mural; gifts from an art shop
# theatre and events
- sitting still for three hours => an evening at the opera; Wagner; a matinee; what is on in the West End
+ stand-up comedy => a night out in Edinburgh; what to do on Friday; podcasts; gifts
- being picked out of the audience => magic shows; improv nights; circus; comedy clubs
I leave events before ten in the evening. => New Year's Eve; concerts; the long night of museums; weddings
- fireworks => New Year's Eve; the fourth of July; a festival in Valencia; a wedding finale
+ open-air events => a summer evening; opera in Verona; cinema in August; concerts
- costumes and fancy dress => carnival in Cologne; a themed party; Halloween; a comic convention
I can't stand in queues. => the Louvre; opening night; theme parks; a new phone on release day
`
